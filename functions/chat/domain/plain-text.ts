/** Escape sequences of terminals: hyperlinks and titles (OSC), then colours, movements and the rest (CSI). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const escapes = /\x1b\][\s\S]*?(?:\x07|\x1b\\|$)|\x1b[[(][0-?]*[ -/]*[@-~]?|\x1b/g;

/** Characters that show nothing, or change what others show: controls but line breaks and tabs, bidirectional marks, tags. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}]/gu;

const htmlNames =
  'a|applet|audio|base|body|button|details|div|embed|font|form|frame|frameset|head|html|iframe|img|input|link|marquee|meta|option|p|picture|script|select|source|span|style|svg|table|td|textarea|tr|track|video';

/** What a door may turn into a link, an image, a mention or something active, and what is left of it. */
const active: readonly (readonly [RegExp, string])[] = [
  [/<!--[\s\S]*?(?:-->|$)/g, ''],
  [/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ''],
  [new RegExp(`</?(?:${htmlNames})(?:[\\s/][^>]*)?(?:>|$)`, 'gi'), ''],
  // Slack: <https://…|label>, <@U1>, <!channel>, <#C1|name>.
  [/<(?:[@#!][^>|\n]*|(?:[a-z][a-z0-9+.-]*:|\/\/)[^>|\n]*)(?:\|([^>\n]*))?>/gi, '$1'],
  // Markdown: definitions of links, then images and links, inline and by reference.
  [/^ {0,3}\[[^\]\n]+\]:[^\n]*$/gm, ''],
  [/!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])/g, '$1'],
  [/\[([^\]\n]*)\]\([^)\n]*[:/][^)\n]*\)/g, '$1'],
  [/(?<![\w\])])\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])/g, '$1'],
  [/\b(?:javascript|vbscript|data):(?=\S)/gi, ''],
];

/** Rounds after which nothing is left that stripping could have put together; what goes on beyond was made to. */
const rounds = 5;

/**
 * A text without anything that a terminal, a browser or Slack would act upon: escape sequences, characters that are not
 * seen, markup of HTML, links, images and mentions. Their labels stay; an address that stands for itself does too.
 */
export const plainText = (text: string): string => {
  let before = text.replace(escapes, '').replace(unseen, '');
  for (let round = 0; round < rounds; round += 1) {
    const after = active.reduce((each, [pattern, left]) => each.replace(pattern, left), before);
    if (after === before) {
      return after;
    }
    before = after;
  }
  return before.replace(/[<>[\]]/g, ' ');
};

/** What begins an address that a door turns into a link by itself, or a browser completes. */
const addresses = /(?:https?|ftp|wss?|file):\/\/(?=[\w[])|(?<![\w:/])\/\/(?=[\w-]+\.[a-z])/gi;

/** Retrieved text as it may be shown: plain, and with no address that a door would turn into a link. */
export const quotedText = (text: string): string => plainText(text).replace(addresses, '');
