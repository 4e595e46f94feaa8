import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { fillSlots } from './fill-slots.ts';
import type { Mention, MentionKind } from './find-mentions.ts';
import { takenAs } from './match-operation.ts';
import type { Intent } from './read-intent.ts';
import type { ReadMessage } from './read-message.ts';
import { mentionKindsOf, type SlotKind, slotsOf } from './slots.ts';

/** Kinds of things of which several may be named, for the same to be done with each. */
const kinds = ['workflow', 'repository', 'source', 'run', 'key', 'approval'] as const satisfies readonly MentionKind[];

/** Fields that take one of them. */
const fieldKinds: readonly (SlotKind | undefined)[] = [...kinds, 'openRun'];

/** What may stand between two names of a list. */
const betweenNames =
  /^\W*(?:(?:and|plus|also|as well as|then)\b\W*)*(?:the\b\W*)?(?:(?:workflow|dag|repo(?:sitory)?|source|run|key|approval)\b\W*)?$/i;

/** "disk_report is fine", "disk_report stays": what is told of something asks for nothing. */
const isToldOf = (text: string, { end }: Mention): boolean =>
  /^["'’”`]?\s+(?:is|are|was|were|stays?|remains?|has|have|had|should|must|can|could|will|would|may|might|needs?|does|do|did|seems?|looks?|works?|failed|broke)\b/i.test(
    text.slice(end, end + 20),
  );

/** Things that a message names only to leave them out: "not disk_report", "except disk_report and sales". */
const leftOutOf = ({ text, mentions }: Pick<ReadMessage, 'text' | 'mentions'>): ReadonlySet<Mention> => {
  const leftOut = new Set<Mention>();
  for (const [index, mention] of mentions.entries()) {
    const before = mentions[index - 1];
    const isExcepted = /\b(?:not|except|without)\s+(?:for\s+)?(?:the\s+)?$/i.test(
      text.slice(0, mention.start).slice(-30),
    );
    const goesOn = before && leftOut.has(before) && betweenNames.test(text.slice(before.end, mention.start));
    if (isExcepted || goesOn) leftOut.add(mention);
  }
  return leftOut;
};

/** A message without what it leaves out. */
export const withoutLeftOut = (message: ReadMessage): ReadMessage => {
  const leftOut = leftOutOf(message);
  return leftOut.size === 0 ? message : { ...message, mentions: message.mentions.filter((each) => !leftOut.has(each)) };
};

const nameIn = ({ readings: [first] }: Mention): string | undefined => first?.value;

/** Different things of one kind that a message names for an operation. Workflows may stand anywhere, others in a list. */
const namedOf = (kind: MentionKind, operation: Operation, { text, mentions }: ReadMessage): readonly Mention[] => {
  const isTaken = slotsOf(operation).some(
    (slot) => fieldKinds.includes(slot.kind) && slot.kind !== undefined && mentionKindsOf(slot.kind).includes(kind),
  );
  const named = mentions.filter(
    (each) => each.readings[0]?.kind === kind && takenAs(operation, each) === kind && !isToldOf(text, each),
  );
  const isList = named.every((each, index) => {
    const before = named[index - 1];
    return !before || betweenNames.test(text.slice(before.end, each.start));
  });
  return isTaken && (kind === 'workflow' || isList)
    ? named.filter((each, index) => named.findIndex((other) => nameIn(other) === nameIn(each)) === index)
    : [];
};

/** The things that a message names for the same to be done with each; none where there are no two. */
export const listOf = (operation: Operation, message: ReadMessage): readonly Mention[] => {
  const said = withoutLeftOut(message);
  return kinds.map((kind) => namedOf(kind, operation, said)).find((named) => named.length > 1) ?? [];
};

/** A plan once for each of the things that its message names, "pause one and another"; notes tell of which that cannot be. */
export const planForEach = async (
  { message, around }: Intent,
  operation: Operation,
  plan: Plan,
): Promise<{ readonly plans: readonly Plan[]; readonly notes: readonly string[] }> => {
  const named = listOf(operation, message);
  const { query } = plan.input;
  const filled = await Promise.all(
    named.map(async (one) => {
      const mentions = message.mentions.filter(
        (each) => each === one || each.readings[0]?.kind !== one.readings[0]?.kind,
      );
      const found = await fillSlots(operation, {}, { ...around, message: { ...message, mentions } });
      return { one, open: found.open[0], input: { ...found.input, ...(query !== undefined && { query }) } };
    }),
  );
  const known = filled.filter(({ open }) => open === undefined);
  return {
    plans: known.length === 0 ? [plan] : known.map(({ input }) => ({ ...plan, input })),
    notes: filled.flatMap(({ one, open }) =>
      open && known.length > 0 ? [`Not done for ${one.text}: ${open.why || 'more would have to be said.'}`] : [],
    ),
  };
};
