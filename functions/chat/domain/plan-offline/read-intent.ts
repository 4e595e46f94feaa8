import type { Operation } from '../../../shared/operation.ts';
import type { Names, PlanningContext } from '../planner.ts';
import { isText } from './find-mentions.ts';
import { type Language, speller } from './language.ts';
import type { Learnt } from './learn-operations.ts';
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

/** Somebody who says more than this at once tells no story around one wish. */
const mostClauses = 12;

/** The parts between punctuation, where there are several and none is a text to keep: people tell a story around what they ask. */
const clausesOf = ({ text, mentions }: ReadMessage): string[] => {
  if (mentions.some((mention) => isText(mention) || mention.readings[0]?.kind === 'conf')) {
    return [];
  }
  const clauses = text.split(/[.,;:!?]+(?:\s+|$)/).filter((clause) => clause.trim() !== '');
  return clauses.length > 1 && clauses.length <= mostClauses ? clauses : [];
};

/** A part of a message between punctuation, and what it says by itself. */
export interface Clause {
  readonly message: ReadMessage;
  readonly scored: readonly Scored[];
}

/** What a part adds: a deed only where it orders one, and otherwise what it asks, unless that is less likely than a deed. */
const addedBy = ({ message, scored }: Clause, examples: Language['examples']): readonly Scored[] => {
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

/** What finding a message's meaning takes. */
export interface Finding {
  readonly operations: readonly Operation[];
  readonly embed: Embed;
  readonly learnt: Learnt;
}

/** Finds what a message may mean, by what was learnt of the operations' utterances. */
export const readIntent = ({ operations, embed, learnt }: Finding) => {
  const { examples, common, starters } = learnt.language;
  const known = operations.filter(({ id }) => examples.has(id));
  const spell = speller(learnt.language);

  /** Undefined where it cannot be had: the engine does without, and says so. */
  const meaningsOf = (messages: readonly ReadMessage[]): Promise<readonly Float32Array[] | undefined> =>
    embed(messages.map(({ template }) => template)).catch(() => undefined);

  const read = (text: string, { now, timeZone }: PlanningContext, names: Names): ReadMessage =>
    readMessage(text, { names, clock: { now, timeZone }, isCommon: (stemmed) => common.has(stemmed), spell });

  return {
    read,
    isStarter: (word: string) => starters.has(word),
    intentOf: async (text: string, context: PlanningContext, names: Names): Promise<Intent> => {
      const { focus, lookUp } = context;
      const message = read(text, context, names);
      const clauses = clausesOf(message).map((clause) => read(clause, context, names));
      const meanings = await meaningsOf([message, ...clauses]);
      const score = (said: ReadMessage, position: number) =>
        scoreOperations({ message: said, focus }, known, { learnt, meaning: meanings?.[position] });
      const whole = score(message, 0);
      const parts = clauses.map((said, position) => ({ message: said, ...score(said, position + 1) }));
      const [likeliest] = whole.scored;
      const isDeed = likeliest && likeliest.score > whole.none && likeliest.operation.effect !== 'read';
      const added = parts
        .flatMap((part) => addedBy(part, examples))
        .filter(({ operation }) => !isDeed || operation === likeliest.operation);
      const scored = joinScores(whole.scored, added);
      const [best] = scored;
      return {
        message,
        around: { message, examples, focus, names, lookUp },
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
