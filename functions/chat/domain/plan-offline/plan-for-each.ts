import type { Operation } from '../../../shared/operation.ts';
import type { Plan } from '../../contract.ts';
import { fillSlots } from './fill-slots.ts';
import type { Mention, MentionKind } from './find-mentions.ts';
import { takenAs } from './match-operation.ts';
import type { Intent } from './read-intent.ts';

/** Kinds of things of which several may be named, for the same to be done with each. */
const kinds = ['workflow', 'repository', 'source', 'run', 'key', 'approval'] as const satisfies readonly MentionKind[];

/** What may stand between two names of a list. */
const betweenNames =
  /^\W*(?:(?:and|plus|also|as well as|then)\b\W*)*(?:the\b\W*)?(?:(?:workflow|dag|repo(?:sitory)?|source|run|key|approval)\b\W*)?$/i;

/** "not disk_report", "except disk_report". */
const isLeftOut = (text: string, { start }: Mention): boolean =>
  /\b(?:not|except|without)\s+(?:for\s+)?(?:the\s+)?$/i.test(text.slice(Math.max(0, start - 30), start));

/** Different things of one kind that a message names for an operation. Workflows may stand anywhere, others in a list. */
const namedOf = (kind: MentionKind, operation: Operation, { message }: Intent): readonly Mention[] => {
  const { text, mentions } = message;
  const named = mentions.filter((mention, index) => {
    const [first] = mention.readings;
    const isFirst = mentions.findIndex(({ readings: [other] }) => other?.value === first?.value) === index;
    return first?.kind === kind && takenAs(operation, mention) === kind && isFirst && !isLeftOut(text, mention);
  });
  const isList = named.every((each, index) => {
    const before = named[index - 1];
    return !before || betweenNames.test(text.slice(before.end, each.start));
  });
  return kind === 'workflow' || isList ? named : [];
};

/** A plan once for each of the things that its message names, "pause one and another", and what of them is not known. */
export const planForEach = async (
  intent: Intent,
  operation: Operation,
  plan: Plan,
): Promise<{ readonly plans: readonly Plan[]; readonly unknown: readonly string[] }> => {
  const { message, around } = intent;
  const named = kinds.map((kind) => namedOf(kind, operation, intent)).find((each) => each.length > 1) ?? [];
  const filled = await Promise.all(
    named.map(async (one) => {
      const mentions = message.mentions.filter((each) => each === one || !named.includes(each));
      return { one, ...(await fillSlots(operation, {}, { ...around, message: { ...message, mentions } })) };
    }),
  );
  const known = filled.filter(({ open }) => open.length === 0);
  return known.length === 0
    ? { plans: [plan], unknown: [] }
    : {
        plans: known.map(({ input }) => ({ ...plan, input: { ...input } })),
        unknown: filled.filter(({ open }) => open.length > 0).map(({ one }) => one.text),
      };
};
