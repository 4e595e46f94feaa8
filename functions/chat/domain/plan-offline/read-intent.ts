import type { Operation } from '../../../shared/operation.ts';
import type { Names, PlanningContext } from '../planner.ts';
import { isText } from './find-mentions.ts';
import { type Example, type ExampleIndex, indexExamples } from './index-examples.ts';
import { type Learnt, learnOperations } from './learn-operations.ts';
import { beginsAs } from './match-operation.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { type Scored, scoreOperations } from './score-operations.ts';
import type { Surroundings } from './surroundings.ts';

/** Turns texts into vectors of length 1, in their order. Throws where that is not possible now. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** A message, and the operations that it may mean, likeliest first. */
export interface Intent {
  readonly message: ReadMessage;
  readonly around: Surroundings;
  /** Its parts between punctuation, where there are several. */
  readonly clauses: readonly Clause[];
  readonly scored: readonly Scored[];
  /** That the first is meant, from 0 to 1. */
  readonly confidence: number;
  readonly notes: readonly string[];
  /** Meanings could not be compared. */
  readonly isByWords: boolean;
  /** Whether the caller has the rights for it. */
  readonly mayUse: (operation: Operation) => boolean;
}

/** How much a part of a message counts against all of it. */
const clauseShare = 0.95;

const wordsOnly = 'Meanings could not be compared just now, so only words were.';

/** The parts between punctuation, where there are several and none is a text to keep: people tell a story around what they ask. */
const clausesOf = ({ text, mentions }: ReadMessage): string[] => {
  if (mentions.some((mention) => isText(mention) || mention.readings[0]?.kind === 'conf')) {
    return [];
  }
  const clauses = text.split(/[.,;:!?]+(?:\s+|$)/).filter((clause) => clause.trim() !== '');
  return clauses.length > 1 ? clauses : [];
};

/** A part of a message between punctuation, and what it says by itself. */
export interface Clause {
  readonly message: ReadMessage;
  readonly scored: readonly Scored[];
}

/** What a part adds: a deed only where it orders one, and otherwise what it asks, unless that is less likely than a deed. */
const addedBy = ({ message, scored }: Clause, examples: readonly Example[]): readonly Scored[] => {
  const deed = scored.find(({ operation }) => operation.effect !== 'read');
  if (deed && deed === scored[0] && beginsAs(deed.operation, message, examples)) {
    return [deed];
  }
  return scored.filter(({ operation, score }) => operation.effect === 'read' && score > (deed?.score ?? 0));
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

/** What finding a message's meaning takes; what was learnt when this was built, else it is learnt here and now. */
export interface Finding {
  readonly operations: readonly Operation[];
  readonly embed: Embed;
  readonly learnt?: () => Promise<Learnt>;
}

/** Learns from all that people say for these operations; from words alone where meanings cannot be had. */
const learn = async ({ examples }: ExampleIndex, embed: Embed): Promise<Learnt> => {
  try {
    return learnOperations(examples, await embed(examples.map(({ template }) => template)));
  } catch {
    return learnOperations(examples);
  }
};

/** Finds what a message may mean, by what was learnt of the operations' utterances. */
export const readIntent = ({ operations, embed, learnt }: Finding) => {
  const index = indexExamples(operations);
  let known: Promise<Learnt> | undefined;

  /** The same for the life of a worker. */
  const knowledge = (): Promise<Learnt> => {
    known ??= (learnt ? learnt() : learn(index, embed)).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  /** Undefined where it cannot be had: the engine does without, and says so. */
  const meaningsOf = (messages: readonly ReadMessage[]): Promise<readonly Float32Array[] | undefined> =>
    embed(messages.map(({ template }) => template)).catch(() => undefined);

  const read = (text: string, { now, timeZone }: PlanningContext, names: Names): ReadMessage =>
    readMessage(text, { names, clock: { now, timeZone }, isCommon: index.isCommon, spell: index.spell });

  return {
    read,
    isStarter: index.isStarter,
    intentOf: async (text: string, context: PlanningContext, names: Names): Promise<Intent> => {
      const { focus, lookUp } = context;
      const message = read(text, context, names);
      const clauses = clausesOf(message).map((clause) => read(clause, context, names));
      const [learnt, meanings] = await Promise.all([knowledge(), meaningsOf([message, ...clauses])]);
      const score = (said: ReadMessage, position: number) =>
        scoreOperations({ message: said, focus }, index.operations, { learnt, meaning: meanings?.[position] });
      const whole = score(message, 0);
      const parts = clauses.map((said, position) => ({ message: said, ...score(said, position + 1) }));
      const [likeliest] = whole.scored;
      const isDeed = likeliest && likeliest.score > whole.none && likeliest.operation.effect !== 'read';
      const added = parts
        .flatMap((part) => addedBy(part, index.examples))
        .filter(({ operation }) => !isDeed || operation === likeliest.operation);
      const scored = joinScores(whole.scored, added);
      const [best] = scored;
      return {
        message,
        around: { message, examples: index.examples, focus, names, lookUp },
        clauses: parts,
        scored,
        confidence: best && best.score > whole.none ? best.score : 0,
        notes: meanings ? [] : [wordsOnly],
        isByWords: meanings === undefined,
        mayUse: context.mayUse ?? (() => true),
      };
    },
  };
};
