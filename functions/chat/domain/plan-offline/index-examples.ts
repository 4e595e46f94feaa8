import type { Operation } from '../../../shared/operation.ts';
import type { Names } from '../planner.ts';
import { background } from './background.ts';
import { slipsBetween } from './find-names.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { knowledgeUtterances } from './utterances/knowledge.ts';
import { platformUtterances } from './utterances/platform.ts';
import { workUtterances } from './utterances/work.ts';
import { isInterrogative, stem, tokenOf, wordsOf } from './words.ts';

/** Beside the examples of the contracts, which are also shown: what else people say, for comparing only. */
const utterances: Readonly<Record<string, readonly string[]>> = {
  ...platformUtterances,
  ...workUtterances,
  ...knowledgeUtterances,
};

/** An utterance of the catalogue, read as a message is. */
export interface Example {
  /** Undefined: it means none of them. */
  readonly operation: Operation | undefined;
  readonly text: string;
  readonly tokens: readonly string[];
  readonly tokenSet: ReadonlySet<string>;
  readonly template: string;
  /** Stems of its words that ask, beside what it searches for. */
  readonly asking: readonly string[];
  /** What follows its words is what to search for. */
  readonly takesQuery: boolean;
}

/** The catalogue's utterances and what can be told of their words. */
export interface ExampleIndex {
  readonly examples: readonly Example[];
  readonly isCommon: (stemmed: string) => boolean;
  readonly spell: (word: string) => string;
  /** Whether an example that is no question begins with this word. */
  readonly isStarter: (word: string) => boolean;
  /** Whether an example of a deed begins with this token. */
  readonly beginsDeed: (token: string) => boolean;
  /** How much a token tells operations apart. */
  readonly weigh: (token: string) => number;
}

/** The names that the catalogue's examples use for what each tenant calls otherwise. */
export const sampleNames: Names = {
  workflows: [
    { name: 'nightly_sales', repository: 'company/sales' },
    { name: 'disk_report', repository: 'company/sales' },
  ],
  repositories: ['company/sales'],
  sources: ['runbooks'],
  tasks: ['load', 'report'],
  keys: [{ id: 'k1', name: 'k1' }],
};

/** What the catalogue's examples search for. */
const sampleQueries = [
  'refused connection warehouse',
  'connection refused',
  'timeouts',
  'out of memory',
  'retries',
  'restart the warehouse',
];

/** What else the examples call things. */
const sampleNouns = ['ci', 'kim', 'acme', 'main', 'dashboard', 'x'];

const sampleWords = new Set(
  [
    ...sampleNames.workflows.map(({ name }) => name),
    ...sampleNames.repositories,
    ...sampleNames.sources,
    ...sampleNames.tasks,
    ...sampleNouns,
  ]
    .flatMap((name) => [name, ...name.split(/[_/]/)])
    .map(stem),
);

/** Any moment will do: an example's times are not looked at. */
const clock = { now: new Date(0), timeZone: 'UTC' };

const withoutQuery = (text: string): { rest: string; takesQuery: boolean } => {
  const query = sampleQueries.find((each) => text.includes(each));
  return query === undefined ? { rest: text, takesQuery: false } : { rest: text.replace(query, ''), takesQuery: true };
};

/** Weight of a word that no example has, and of one that few have: being rare does not make a word more telling for ever. */
const unknownWeight = 3;
const mostWeight = 4;

/** Words that carry a sentence, not what it asks. */
const carriers =
  'what which how do does did is are was were be been has have had in of on at by with from about there that it all any some how much many here one got get';

/** Times, counts and carriers change what is asked less than anything else does. */
const lightTokens: Readonly<Record<string, number>> = {
  '<period>': 0.6,
  '<count>': 0.6,
  ...Object.fromEntries(carriers.split(' ').map((word) => [tokenOf(word), 0.3])),
};

const plainWordsOf = (texts: readonly string[]): string[] => {
  const words = texts.flatMap((text) => wordsOf(text).map((word) => word.text.toLowerCase()));
  return [...new Set(words)].filter((word) => !sampleWords.has(stem(word)) && /^\p{L}+$/u.test(word));
};

/** The one of these words that somebody meant who made the fewest slips; undefined where several are as near. */
const closestTo = (word: string, words: readonly string[]): string | undefined => {
  const near = words.flatMap((each) => {
    const slips = slipsBetween(each, word);
    // Letters that changed places are the likeliest slip.
    return slips === undefined ? [] : [{ each, far: slips - (each.length === word.length ? 0.5 : 0) }];
  });
  const least = Math.min(...near.map(({ far }) => far));
  const meant = near.filter(({ far }) => far === least).map(({ each }) => each);
  return new Set(meant.map(stem)).size === 1 ? meant[0] : undefined;
};

/** Reads the examples of these operations; one without examples is never found. */
export const indexExamples = (operations: readonly Operation[]): ExampleIndex => {
  const ofOperations = operations
    .filter(({ examples }) => examples.length > 0)
    .flatMap((operation) =>
      [...operation.examples, ...(utterances[operation.id] ?? [])].map((text) => ({ operation, text })),
    );
  const texts = [...ofOperations, ...background.map((text) => ({ operation: undefined, text }))];
  const vocabulary = new Set(plainWordsOf(ofOperations.map(({ text }) => text)).map(stem));
  const spellings = new Set(plainWordsOf(texts.map(({ text }) => text)));
  const byInitial = Map.groupBy(spellings, (word) => word.charAt(0));
  const isCommon = (stemmed: string): boolean => vocabulary.has(stemmed);
  const read = (text: string): ReadMessage =>
    readMessage(text, { names: sampleNames, clock, isCommon, spell: (word) => word });
  const examples = texts.map(({ operation, text }) => {
    const { rest, takesQuery } = withoutQuery(text);
    const { tokens } = read(rest);
    return {
      operation,
      text,
      tokens,
      tokenSet: new Set(tokens),
      template: read(text).template,
      takesQuery,
      asking: wordsOf(rest).map((word) => stem(word.text)),
    };
  });
  const starters = new Set(ofOperations.map(({ text }) => text.split(' ')[0]?.toLowerCase()));
  const deeds = new Set(
    examples
      .filter(({ operation }) => operation?.effect === 'write')
      .flatMap(({ tokens: [first] }) => (first === undefined || first.startsWith('<') ? [] : [first])),
  );
  const counts = new Map<string, number>();
  for (const token of examples.flatMap(({ tokenSet }) => [...tokenSet])) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const weights = new Map(
    [...counts].map(([token, count]) => [
      token,
      Math.min(mostWeight, Math.log(1 + examples.length / count)) * (lightTokens[token] ?? 1),
    ]),
  );
  return {
    examples,
    isCommon,
    beginsDeed: (token) => deeds.has(token),
    isStarter: (word) => starters.has(word) && !isInterrogative(word),
    spell: (word) => {
      const lower = word.toLowerCase();
      const isWord = spellings.has(lower) || vocabulary.has(stem(lower));
      if (lower.length < 3 || isWord || !/^\p{L}+$/u.test(lower)) {
        return word;
      }
      const meant = closestTo(lower, byInitial.get(lower.charAt(0)) ?? []);
      return meant ?? word;
    },
    weigh: (token) => weights.get(token) ?? unknownWeight,
  };
};
