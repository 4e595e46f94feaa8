/** What a message asks for once what it takes back is left out. */
export interface Correction {
  readonly text: string;
  /** It says what was meant instead of what was understood last. */
  readonly isCorrection: boolean;
}

/** Words that take back what was said before; what follows stands alone. */
const takingBack =
  /^\s*(?:(?:no|nope|nah|wait|hold on|stop|sorry|oops|actually|not that(?: one)?|wrong(?: one)?|never ?mind|scratch that|forget (?:it|that))\b[\s,.!;:—–-]*)+/i;

/** As it is told what was meant. */
const meaning =
  /^\s*(?:i (?:mean|meant|was thinking of|wanted)|i['’]m talking about|it(?:['’]s| is)|make (?:it|that)|rather)\b[\s,:]*/i;

const insteadAlone = /(?:(?<!\s)\s+|,\s*)?\b(?:instead|rather)\b(?!\s+(?:of|than))(?=\s*[.!?]*$)/i;

/** "not nightly_sales": what was not meant. */
const excluded = /(?:^|,?\s+)\bnot\s+(?:the\s+)?[\w./-]+(?:\s*,?\s*\bbut\b)?(?=\s|[,.!?]|$)/i;

/**
 * Reads "no, run weekly_orders instead" and "no, I meant weekly_orders". A word that could also begin an order, such as
 * "stop", takes back only where a mark follows it, or where "instead" or "I meant" says so.
 */
export const readCorrection = (message: string): Correction => {
  const whole = takingBack.exec(message)?.[0] ?? '';
  const upToMark = /^.*[,.!;:—–]\s*/.exec(whole)?.[0] ?? '';
  const isInstead = insteadAlone.test(message.slice(whole.length));
  const isSaid = (lead: string): boolean =>
    meaning.test(message.slice(lead.length)) && (lead !== '' || /\bmean\b|\bmeant\b/i.test(message));
  // "no, stop it": what follows the last mark may be the order itself.
  const lead = isInstead || isSaid(whole) ? whole : upToMark;
  const rest = message.slice(lead.length);
  const isMeant = isSaid(lead);
  const isTakenBack = rest !== '' && lead !== '';
  const kept = isTakenBack || isMeant ? rest : message;
  const text = kept.replace(isMeant ? meaning : /^$/, '').replace(insteadAlone, '');
  return { text: isMeant ? text.replace(excluded, ' ').trim() : text, isCorrection: isTakenBack || isMeant };
};
