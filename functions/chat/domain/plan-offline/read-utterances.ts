import type { Operation } from '../../../shared/operation.ts';
import type { Names } from '../planner.ts';
import type { Reader } from './find-mentions.ts';
import { countStems, type Example, type Language } from './language.ts';
import { readMessage } from './read-message.ts';
import { searchedFor } from './searched-for.ts';
import { isInterrogative, stem, wordsOf } from './words.ts';

/** What people say, by the id of the operation that it means; `none`: what none of them answers. */
export type Utterances = ReadonlyMap<string, readonly string[]>;

const none = 'none';

/** An utterance as it is learnt from. */
export interface Utterance extends Example {
  /** Null: it means none of them. */
  readonly operation: string | null;
  /** What of it is embedded. */
  readonly template: string;
}

/** Reads a text of lines, those of an operation below a heading with its id: `# runs.trigger`. Throws where a line has none. */
export const parseUtterances = (text: string): Utterances => {
  const utterances = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const line of text.split(/\s*\n/).filter((each) => each !== '')) {
    const heading = /^# (\S+)$/.exec(line)?.[1];
    if (heading === undefined) {
      if (!lines) {
        throw new Error(`“${line}” stands below no heading such as “# runs.trigger”.`);
      }
      lines.push(line);
    } else {
      lines = utterances.get(heading) ?? [];
      utterances.set(heading, lines);
    }
  }
  return utterances;
};

/** The names that utterances use for what each tenant calls otherwise. */
const sampleNames: Names = {
  workflows: [
    { name: 'nightly_sales', repository: 'company/sales' },
    { name: 'disk_report', repository: 'company/sales' },
  ],
  repositories: ['company/sales'],
  sources: ['runbooks'],
  tasks: ['load', 'report'],
  keys: [{ id: 'k1', name: 'k1' }],
};

/** What the utterances search for. */
const sampleQueries = [
  'refused connection warehouse',
  'connection refused',
  'timeouts',
  'out of memory',
  'retries',
  'restart the warehouse',
];

/** What else the utterances call things. */
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

/** Any moment will do: an utterance's times are not looked at. */
const clock = { now: new Date(0), timeZone: 'UTC' };

/** Other things to search for in the words of an utterance; each of them with some. */
const queriesFor = (position: number): string[] =>
  Array.from({ length: 3 }, (_, index) => searchedFor[(3 * position + index) % searchedFor.length] ?? '');

const plainWordsOf = (text: string): string[] =>
  wordsOf(text)
    .map((word) => word.text.toLowerCase())
    .filter((word) => !sampleWords.has(stem(word)) && /^\p{L}+$/u.test(word));

const countWords = (utterances: readonly { operation: string | null; text: string }[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { operation, text } of utterances) {
    for (const word of new Set(plainWordsOf(text))) {
      counts.set(word, (counts.get(word) ?? 0) + (operation === null ? 0 : 1));
    }
  }
  return counts;
};

const commonOf = (words: ReadonlyMap<string, number>, utterances: number): ReadonlySet<string> => {
  const least = Math.max(leastCommon, commonShare * utterances);
  return new Set([...countStems(words)].filter(([, count]) => count >= least).map(([stemmed]) => stemmed));
};

const startersOf = (texts: readonly string[]): ReadonlySet<string> => {
  const openings = Map.groupBy(texts, (text) => text.split(' ')[0]?.toLowerCase() ?? '');
  return new Set(
    [...openings]
      .filter(([word, { length }]) => length >= leastOpenings && !isInterrogative(word) && !sampleWords.has(stem(word)))
      .map(([word]) => word),
  );
};

/** Reads the examples of these operations, which are also shown, and what else people say for them. Throws for others. */
export const readUtterances = (
  operations: readonly Operation[],
  said: Utterances,
): { utterances: Utterance[]; language: Language } => {
  const unknown = [...said.keys()].find((id) => id !== none && !operations.some((operation) => operation.id === id));
  if (unknown !== undefined) {
    throw new Error(`There are utterances of ${unknown}, which is no operation.`);
  }
  const ofOperations = operations.flatMap(({ id, examples }) =>
    [...examples, ...(said.get(id) ?? [])].map((text) => ({ operation: id, text })),
  );
  const all = [...ofOperations, ...(said.get(none) ?? []).map((text) => ({ operation: null, text }))];
  const words = countWords(all);
  const common = commonOf(words, ofOperations.length);
  const reader: Reader = {
    ...{ names: sampleNames, clock },
    ...{ isCommon: (stemmed) => common.has(stemmed), spell: (word) => word },
  };
  const utterances = all.flatMap(({ operation, text }, position): Utterance[] => {
    const query = sampleQueries.find((each) => text.includes(each));
    const texts = [text, ...(query === undefined ? [] : queriesFor(position).map((each) => text.replace(query, each)))];
    const asking = query === undefined ? undefined : wordsOf(text.replace(query, '')).map((word) => stem(word.text));
    return texts.map((each) => {
      const { tokens, template } = readMessage(each, reader);
      return { operation, text: each, tokens, asking, template };
    });
  });
  const examples = Map.groupBy(
    utterances.filter(({ operation }) => operation !== null),
    ({ operation }) => operation ?? none,
  );
  const starters = startersOf(ofOperations.map(({ text }) => text));
  return { utterances, language: { examples, words, common, starters } };
};
