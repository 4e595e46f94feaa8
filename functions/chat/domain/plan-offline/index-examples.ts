import type { Operation } from '../../../shared/operation.ts';
import type { Names } from '../planner.ts';
import { background } from './background.ts';
import { slipsBetween } from './find-names.ts';
import { learnWords, type WordLikelihood } from './learn-words.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { slipDistance } from './slip-distance.ts';
import { approvalsUtterances } from './utterances/approvals.ts';
import { chatUtterances } from './utterances/chat.ts';
import { environmentsUtterances } from './utterances/environments.ts';
import { executionsUtterances } from './utterances/executions.ts';
import { identityUtterances } from './utterances/identity.ts';
import { keysUtterances } from './utterances/keys.ts';
import { knowledgeUtterances } from './utterances/knowledge.ts';
import { pushesAndWaiversUtterances } from './utterances/pushes-and-waivers.ts';
import { repositoriesUtterances } from './utterances/repositories.ts';
import { runsUtterances } from './utterances/runs.ts';
import { sourcesUtterances } from './utterances/sources.ts';
import { versionsUtterances } from './utterances/versions.ts';
import { workflowsUtterances } from './utterances/workflows.ts';
import { isInterrogative, stem, tokenOf, wordsOf } from './words.ts';

/** Beside the examples of the contracts, which are also shown: what else people say, for comparing only. */
const utterances: Readonly<Record<string, readonly string[]>> = {
  ...approvalsUtterances,
  ...chatUtterances,
  ...environmentsUtterances,
  ...executionsUtterances,
  ...identityUtterances,
  ...keysUtterances,
  ...knowledgeUtterances,
  ...pushesAndWaiversUtterances,
  ...repositoriesUtterances,
  ...runsUtterances,
  ...sourcesUtterances,
  ...versionsUtterances,
  ...workflowsUtterances,
};

/** An utterance of the catalogue, read as a message is. */
export interface Example {
  /** Undefined: it means none of them. */
  readonly operation: Operation | undefined;
  /** Number of its operation among all; the last are those that mean none. */
  readonly class: number;
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
  /** How much a token tells operations apart. */
  readonly weigh: (token: string) => number;
  /** How likely each class is, by the message's words. */
  readonly likelihood: WordLikelihood;
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

/** Utterances that have a word before it is none that a name is told by. */
const common = 3;

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

/** How much more often than any other a word must be said to be the one that was meant, where the slips are as many. */
const clearlyOftener = 3;

/** Slips between a word and what was written: short words only lack a letter. */
const slipsIn = (word: string, written: string): number | undefined => {
  const isShort = written.length < 5 && word.length === written.length + 1;
  return isShort && slipDistance(word, written, 1) === 1 ? 1 : slipsBetween(word, written);
};

/** The one of these words that somebody meant who made the fewest slips; undefined where others are as likely. */
const closestTo = (
  written: string,
  words: readonly string[],
  countOf: (word: string) => number,
): string | undefined => {
  const near = words.flatMap((word) => {
    const slips = slipsIn(word, written);
    // Letters that changed places are the likeliest slip.
    return slips === undefined ? [] : [{ word, far: slips - (word.length === written.length ? 0.5 : 0) }];
  });
  const least = Math.min(...near.map(({ far }) => far));
  const [meant, other] = near
    .filter(({ far }) => far === least)
    .map(({ word }) => word)
    .sort((one, another) => countOf(another) - countOf(one));
  const isClear = other === undefined || meant === undefined || stem(meant) === stem(other);
  return isClear || countOf(meant) >= clearlyOftener * countOf(other) ? meant : undefined;
};

/** Reads the examples of these operations, and what else people say for them. */
export const indexExamples = (operations: readonly Operation[]): ExampleIndex => {
  const askable = operations.filter(({ id, examples }) => examples.length > 0 || id in utterances);
  const ofOperations = askable.flatMap((operation) =>
    [...operation.examples, ...(utterances[operation.id] ?? [])].map((text) => ({ operation, text })),
  );
  const texts = [...ofOperations, ...background.map((text) => ({ operation: undefined, text }))];
  const vocabulary = Map.groupBy(
    ofOperations.flatMap(({ text }) => plainWordsOf([text])),
    stem,
  );
  const spellings = new Set(plainWordsOf(texts.map(({ text }) => text)));
  const byInitial = Map.groupBy(spellings, (word) => word.charAt(0));
  const isCommon = (stemmed: string): boolean => (vocabulary.get(stemmed)?.length ?? 0) >= common;
  const read = (text: string): ReadMessage =>
    readMessage(text, { names: sampleNames, clock, isCommon, spell: (word) => word });
  const examples = texts.map(({ operation, text }) => {
    const { rest, takesQuery } = withoutQuery(text);
    const { tokens } = read(rest);
    return {
      operation,
      class: operation ? askable.indexOf(operation) : askable.length,
      text,
      tokens,
      tokenSet: new Set(tokens),
      template: read(text).template,
      takesQuery,
      asking: wordsOf(rest).map((word) => stem(word.text)),
    };
  });
  const starters = new Set(ofOperations.map(({ text }) => text.split(' ')[0]?.toLowerCase()));
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
    likelihood: learnWords(
      examples.map(({ tokenSet }) => tokenSet),
      examples.map((each) => each.class),
    ),
    isCommon,
    isStarter: (word) => starters.has(word) && !isInterrogative(word),
    spell: (word) => {
      const lower = word.toLowerCase();
      const isWord = spellings.has(lower) || vocabulary.has(stem(lower));
      if (lower.length < 3 || isWord || !/^\p{L}+$/u.test(lower)) {
        return word;
      }
      const countOf = (each: string) => vocabulary.get(stem(each))?.length ?? 0;
      const meant = closestTo(lower, byInitial.get(lower.charAt(0)) ?? [], countOf);
      return meant ?? word;
    },
    weigh: (token) => weights.get(token) ?? unknownWeight,
  };
};
