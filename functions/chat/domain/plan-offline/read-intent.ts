import type { Operation } from '../../../shared/operation.ts';
import type { Names, PlanningContext } from '../planner.ts';
import { indexExamples } from './index-examples.ts';
import { learnMeanings, softmax } from './learn-meanings.ts';
import { canUse, countMissing } from './match-operation.ts';
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
  /** Meanings could not be compared. */
  readonly isByWords: boolean;
  /** Whether the caller has the rights for it. */
  readonly mayUse: (operation: Operation) => boolean;
}

/** What each thing that the operation has no field for takes from its log odds, and each field that nothing fills. */
const unusedCosts = 1.5;
const missingCosts = 0.3;

/** How much a part of a message counts against all of it. */
const clauseShare = 0.95;

const wordsOnly = 'Meanings could not be compared just now, so only words were.';

/**
 * How likely each operation is, less likely ones after likelier ones. A question asks for no deed, and what is mentioned
 * should have a place in the input.
 */
const weigh = (
  { scored, none }: { readonly scored: readonly Scored[]; readonly none: number },
  { message, focus }: Pick<Surroundings, 'message' | 'focus'>,
): { scored: Scored[]; none: number } => {
  const fitting = scored
    .filter(({ operation }) => operation.effect === 'read' || !isQuestion(message.plainWords))
    .map((each) => {
      const unused = message.mentions.filter((mention) => !canUse(each.operation, mention)).length;
      const missing = countMissing(each.operation, message, focus);
      return { ...each, score: each.score - unusedCosts * unused - missingCosts * missing };
    });
  const shares = softmax(Float64Array.from([none, ...fitting.map(({ score }) => score)]));
  return {
    none: shares[0] ?? 1,
    scored: fitting
      .map((each, position) => ({ ...each, score: shares[position + 1] ?? 0 }))
      .sort((one, other) => other.score - one.score),
  };
};

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
  return [...best.values()].sort((one, other) => other.score - one.score);
};

/** Finds what a message may mean, by comparing it with the operations' examples. */
export const readIntent = ({ operations, embed }: { operations: readonly Operation[]; embed: Embed }) => {
  const index = indexExamples(operations);
  let known: Promise<Omit<Meanings, 'message'>> | undefined;

  /** Many examples are the same once names are left out. */
  const embedOnce = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const different = [...new Set(texts)];
    const found = new Map((await embed(different)).map((vector, position) => [different[position], vector]));
    return texts.map((text) => found.get(text) ?? new Float32Array());
  };

  /** What is known of the examples' meanings is the same for the life of a worker. */
  const exampleMeanings = (): Promise<Omit<Meanings, 'message'>> => {
    known ??= (async () => {
      const examples = await embedOnce(index.examples.map(({ template }) => template));
      const classes = index.examples.map((each) => each.class);
      return { examples, likelihood: learnMeanings(examples, classes) };
    })().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  const meaningsOf = async (texts: readonly ReadMessage[]): Promise<readonly Meanings[] | undefined> => {
    try {
      const [examples, found] = await Promise.all([exampleMeanings(), embed(texts.map(({ template }) => template))]);
      return found.map((message) => ({ ...examples, message }));
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
      const whole = weigh(scoreOperations(message, index, meanings?.[0]), { message, focus });
      const parts = clauses.flatMap((clause, position) =>
        readsIn(weigh(scoreOperations(clause, index, meanings?.[position + 1]), { message: clause, focus }).scored),
      );
      const scored = joinScores(whole.scored, parts);
      const [best] = scored;
      return {
        message,
        around: { message, examples: index.examples, focus, names, lookUp },
        scored,
        confidence: best && best.score > whole.none ? best.score : 0,
        notes: meanings ? [] : [wordsOnly],
        isByWords: meanings === undefined,
        mayUse: context.mayUse ?? (() => true),
      };
    },
  };
};
