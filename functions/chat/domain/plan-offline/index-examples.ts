import type { Operation } from '../../../shared/operation.ts';
import type { Names } from '../planner.ts';
import { background } from './background.ts';
import { slipsBetween } from './find-names.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { searchedFor } from './searched-for.ts';
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
import { slackUtterances } from './utterances/slack.ts';
import { sourcesUtterances } from './utterances/sources.ts';
import { versionsUtterances } from './utterances/versions.ts';
import { workflowsUtterances } from './utterances/workflows.ts';
import { isInterrogative, stem, wordsOf } from './words.ts';

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
  ...slackUtterances,
  ...sourcesUtterances,
  ...versionsUtterances,
  ...workflowsUtterances,
};

/** An utterance of the catalogue, read as a message is. */
export interface Example {
  /** Undefined: it means none of them. */
  readonly operation: Operation | undefined;
  readonly text: string;
  readonly tokens: readonly string[];
  readonly template: string;
  /** Stems of its words that ask, beside what it searches for. */
  readonly asking: readonly string[];
  /** What follows its words is what to search for. */
  readonly takesQuery: boolean;
}

/** The catalogue's utterances and what can be told of their words. */
export interface ExampleIndex {
  /** Those that have any. */
  readonly operations: readonly Operation[];
  readonly examples: readonly Example[];
  readonly isCommon: (stemmed: string) => boolean;
  readonly spell: (word: string) => string;
  /** Whether an example that is no question begins with this word. */
  readonly isStarter: (word: string) => boolean;
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
const sampleNouns = ['ci', 'kim', 'acme', 'main', 'dashboard', 'x', 'staging', 'test', 'dev', 'prod', 'qa', 'sandbox'];

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

/** Share of the utterances that have a word before it is none that a name is told by, and how many at least. */
const commonShare = 0.004;
const leastCommon = 3;

/** Utterances that begin with a word that may begin another one within a message. */
const leastOpenings = 4;

/** Any moment will do: an example's times are not looked at. */
const clock = { now: new Date(0), timeZone: 'UTC' };

const withoutQuery = (text: string): { rest: string; query: string | undefined } => {
  const query = sampleQueries.find((each) => text.includes(each));
  return { rest: query === undefined ? text : text.replace(query, ''), query };
};

/** Other things to search for in the words of an utterance; each of them with some. */
const queriesFor = (position: number): string[] =>
  Array.from({ length: 3 }, (_, index) => searchedFor[(3 * position + index) % searchedFor.length] ?? '');

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
  const common = Math.max(leastCommon, commonShare * ofOperations.length);
  const isCommon = (stemmed: string): boolean => (vocabulary.get(stemmed)?.length ?? 0) >= common;
  const read = (text: string): ReadMessage =>
    readMessage(text, { names: sampleNames, clock, isCommon, spell: (word) => word });
  const examples = texts.flatMap(({ operation, text }, position): Example[] => {
    const { rest, query } = withoutQuery(text);
    const asking = wordsOf(rest).map((word) => stem(word.text));
    const queries = query === undefined ? [] : queriesFor(position);
    return [text, ...queries.map((other) => text.replace(query ?? '', other))].map((said) => {
      const { tokens, template } = read(said);
      return { operation, text: said, tokens, template, takesQuery: query !== undefined, asking };
    });
  });
  const openings = Map.groupBy(ofOperations, ({ text }) => text.split(' ')[0]?.toLowerCase() ?? '');
  const starters = new Set([...openings].filter(([, { length }]) => length >= leastOpenings).map(([word]) => word));
  return {
    operations: askable,
    examples,
    isCommon,
    isStarter: (word) => starters.has(word) && !isInterrogative(word) && !sampleWords.has(stem(word)),
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
  };
};
