import type { Operation } from '../../../shared/operation.ts';
import type { Names, PlanningContext } from '../planner.ts';
import { type ExampleIndex, indexExamples } from './index-examples.ts';
import { beginsAs, canUse, countMissing } from './match-operation.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { type Meanings, type Scored, scoreOperations } from './score-operations.ts';
import type { Surroundings } from './surroundings.ts';
import { isQuestion } from './words.ts';

/** Turns texts into vectors of length 1, in their order. Throws where that is not possible now. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** A message, and the operations that it may mean, likeliest first. */
export interface Intent {
  readonly message: ReadMessage;
  readonly around: Surroundings;
  readonly scored: readonly Scored[];
  /** That the first is meant, from 0 to 1. */
  readonly confidence: number;
  readonly notes: readonly string[];
  /** Whether the caller has the rights for it. */
  readonly mayUse: (operation: Operation) => boolean;
}

/** What each thing that the operation has no field for takes from its score, and each field that nothing fills. */
const unusedCosts = 0.15;
const missingCosts = 0.06;

/** What an operation loses where the sentence does not begin as it is asked for. */
const noOrderCosts = 0.15;

/** How much a part of a message counts against all of it. */
const clauseShare = 0.95;

/** Lead over the next operation that counts as clear. */
export const clearLead = 0.08;

const wordsOnly = 'Meanings could not be compared just now, so only words were.';

/** How sure the first is: its score, less where another operation fits nearly as well. */
const confidenceOf = ([best, next]: readonly Scored[]): number => {
  if (!best) {
    return 0;
  }
  const lead = Math.min(1, (best.score - (next?.score ?? 0)) / clearLead);
  return Math.max(0, Math.min(1, best.score * (0.8 + 0.2 * lead)));
};

/** Whether a message begins as this operation is asked for: a deed is ordered, and what begins as an order is no read. */
const isSaidSo = (
  { operation, example }: Scored,
  message: ReadMessage,
  { examples, beginsDeed }: ExampleIndex,
): boolean => {
  const [first] = message.tokens;
  if (operation.effect !== 'read') {
    return beginsAs(operation, message, examples);
  }
  return first === undefined || !beginsDeed(first) || example.tokens[0] === first;
};

/** Operations that could be meant: a question asks for no deed, and what is mentioned should have a place in the input. */
const weighFit = (
  scored: readonly Scored[],
  { message, focus }: Pick<Surroundings, 'message' | 'focus'>,
  index: ExampleIndex,
): Scored[] =>
  scored
    .filter(({ operation }) => operation.effect === 'read' || !isQuestion(message.plainWords))
    .map((each) => {
      const unused = message.mentions.filter((mention) => !canUse(each.operation, mention));
      const missing = countMissing(each.operation, message, focus);
      const costs =
        unusedCosts * unused.length + missingCosts * missing + (isSaidSo(each, message, index) ? 0 : noOrderCosts);
      return { ...each, score: each.score - costs };
    })
    .sort((one, other) => other.score - one.score);

/** The parts between punctuation, where there are several: people tell a story around what they ask. */
const clausesOf = (text: string): string[] => {
  const clauses = text.split(/[.,;:!?]+(?:\s+|$)/).filter((clause) => clause.trim() !== '');
  return clauses.length > 1 ? clauses : [];
};

/** What a part says by itself: it never orders a deed, and what is less likely than a deed is not said. */
const readsIn = (scored: readonly Scored[]): Scored[] => {
  const deed = Math.max(0, ...scored.filter(({ operation }) => operation.effect !== 'read').map(({ score }) => score));
  return scored.filter(({ operation, score }) => operation.effect === 'read' && score > deed);
};

/** The best of what all of a message and its parts say. */
const joinScores = (whole: readonly Scored[], parts: readonly Scored[]): Scored[] => {
  const best = new Map(whole.map((each) => [each.operation.id, each]));
  for (const part of parts) {
    const score = part.score * clauseShare;
    if (score > (best.get(part.operation.id)?.score ?? 0)) {
      best.set(part.operation.id, { ...part, score });
    }
  }
  return [...best.values()];
};

/** Finds what a message may mean, by comparing it with the operations' examples. */
export const readIntent = ({ operations, embed }: { operations: readonly Operation[]; embed: Embed }) => {
  const index = indexExamples(operations);
  let vectors: Promise<readonly Float32Array[]> | undefined;

  /** Many examples are the same once names are left out. */
  const embedOnce = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const different = [...new Set(texts)];
    const found = new Map((await embed(different)).map((vector, position) => [different[position], vector]));
    return texts.map((text) => found.get(text) ?? new Float32Array());
  };

  /** The examples' vectors are the same for the life of a worker. */
  const exampleVectors = (): Promise<readonly Float32Array[]> => {
    vectors ??= embedOnce(index.examples.map(({ template }) => template)).catch((error: unknown) => {
      vectors = undefined;
      throw error;
    });
    return vectors;
  };

  const meaningsOf = async (texts: readonly ReadMessage[]): Promise<readonly Meanings[] | undefined> => {
    try {
      const [examples, found] = await Promise.all([exampleVectors(), embed(texts.map(({ template }) => template))]);
      return found.map((message) => ({ message, examples }));
    } catch {
      // The engine does without, and says so.
      return undefined;
    }
  };

  const read = (text: string, { now, timeZone }: PlanningContext, names: Names): ReadMessage =>
    readMessage(text, { names, clock: { now, timeZone }, isCommon: index.isCommon, spell: index.spell });

  return {
    read,
    isStarter: index.isStarter,
    intentOf: async (text: string, context: PlanningContext, names: Names): Promise<Intent> => {
      const { focus, lookUp } = context;
      const message = read(text, context, names);
      const clauses = clausesOf(text).map((clause) => read(clause, context, names));
      const meanings = await meaningsOf([message, ...clauses]);
      const { scored: whole, none } = scoreOperations(message, index, meanings?.[0]);
      const parts = clauses.flatMap((clause, position) =>
        readsIn(scoreOperations(clause, index, meanings?.[position + 1]).scored),
      );
      const scored = weighFit(joinScores(whole, parts), { message, focus }, index);
      return {
        message,
        around: { message, examples: index.examples, focus, names, lookUp },
        scored,
        confidence: (scored[0]?.score ?? 0) > none ? confidenceOf(scored) : 0,
        notes: meanings ? [] : [wordsOnly],
        mayUse: context.mayUse ?? (() => true),
      };
    },
  };
};
