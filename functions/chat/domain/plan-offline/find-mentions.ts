import { RepositoryName } from '../../../shared/fields.ts';
import type { Names } from '../planner.ts';
import { findNames } from './find-names.ts';
import { type FreeKind, findFreeValues } from './free-values.ts';
import { type Clock, type Period, readTimes } from './read-times.ts';
import { isFiller, isPointer, stem, type Word } from './words.ts';

/** Kinds of things that a message may name. */
export type MentionKind =
  | 'workflow'
  | 'repository'
  | 'source'
  | 'task'
  | 'run'
  | 'period'
  | 'count'
  | 'try'
  | 'url'
  | 'person'
  | 'path'
  | 'commit'
  | 'key'
  | 'approval'
  | 'newName'
  | FreeKind;

/** One way to understand a mention. `isKnown`: there is such a thing, or it needs none to exist. */
export interface Reading {
  readonly kind: MentionKind;
  readonly value: string;
  readonly certainty: number;
  readonly isKnown: boolean;
  readonly period?: Period;
}

/** A part of a message that names something; the likeliest reading first. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly readings: readonly Reading[];
}

/** Whether a mention is a text that is only to be stored: nothing in it is an order. */
export const isText = ({ readings: [first] }: Mention): boolean => first?.kind === 'body' || first?.kind === 'title';

/** What a message is read with; `isCommon` tells the words that the operations' examples use. */
export interface Reader {
  readonly names: Names;
  readonly clock: Clock;
  readonly isCommon: (stemmed: string) => boolean;
  /** The word that was meant, where this is a slip of one that the examples use; else the word itself. */
  readonly spell: (word: string) => string;
}

/** Shapes that tell what a word is, whatever is known. */
const shapes: readonly (readonly [MentionKind, RegExp])[] = [
  ['url', /^https?:\/\//i],
  ['person', /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i],
  ['run', /^n-[0-9a-z]{4,}$/i],
  ['key', /^k-[0-9a-z]{4,}$/i],
  ['approval', /^a-[0-9a-z]{15}$/],
  ['path', /^[^/].*\.(?:md|rst|txt|adoc)$/i],
  ['commit', /^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}$/],
  ['count', /^\d{1,4}$/],
];

const ordinals: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth'];

const numerals: readonly string[] = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Words that say of their neighbour what it is. */
const cues: Readonly<Record<string, MentionKind>> = {
  task: 'task',
  step: 'task',
  workflow: 'workflow',
  dag: 'workflow',
  pipeline: 'workflow',
  job: 'workflow',
  repo: 'repository',
  repository: 'repository',
  source: 'source',
  key: 'key',
  called: 'newName',
  named: 'newName',
  call: 'newName',
  name: 'newName',
  as: 'newName',
  environment: 'newName',
  try: 'try',
  attempt: 'try',
};

/** Cues that only speak of what follows them. */
const onlyAhead: readonly MentionKind[] = ['key', 'newName', 'try'];

/** Words that stand beside a cue without being the name of anything. */
const determiners = new Set(
  'a an the this that these those my our your their its his her all any each every some no which what whose first last latest newest next previous other another new old whole entire single same only and or of in on at for from with about by is are was were be been did does do has have not failing broken slow long'.split(
    ' ',
  ),
);

/** Certainty of what is told by its shape. */
const certain = 0.95;

type Candidate = Reading & { readonly start: number; readonly end: number };

const known = (kind: MentionKind, word: Word, certainty: number, value = word.text): Candidate => ({
  kind,
  value,
  certainty,
  isKnown: true,
  start: word.start,
  end: word.end,
});

const findShapes = (words: readonly Word[]): Candidate[] =>
  words.flatMap((word) => {
    const numeral = numerals.indexOf(word.text.toLowerCase());
    const kind = shapes.find(([, pattern]) => pattern.test(word.text))?.[0];
    return [
      ...(RepositoryName.safeParse(word.text).success ? [{ ...known('repository', word, 0.6), isKnown: false }] : []),
      ...(kind ? [known(kind, word, certain)] : []),
      ...(numeral >= 0 ? [known('count', word, certain, String(numeral + 2))] : []),
      // Nobody writes an underscore but in a name.
      ...(word.text.includes('_') ? [{ ...known('workflow', word, 0.3), isKnown: false }] : []),
    ];
  });

const isPlainWord = ({ text }: Word, { isCommon, spell }: Reader): boolean => {
  const word = spell(text);
  return !(isCommon(stem(word)) || isFiller(word) || isPointer(word) || determiners.has(word.toLowerCase()));
};

const isTold = (word: Word, isCalled: boolean, reader: Reader): boolean =>
  isCalled ? !determiners.has(word.text.toLowerCase()) : isPlainWord(word, reader);

/** The name that follows "called", "name it", "as". */
const findTold = (words: readonly Word[], index: number, reader: Reader): Candidate[] => {
  const ahead = words.slice(index + 1, index + 3).filter(({ text }) => !['it', 'is', 'this', 'that'].includes(text));
  const [next] = ahead;
  const isCalled = ['called', 'named'].includes(words[index]?.text.toLowerCase() ?? '');
  return next && isTold(next, isCalled, reader) && !(next.text.toLowerCase() in cues)
    ? [known('newName', next, 0.7)]
    : [];
};

/** "try 2", "the second try". */
const findTry = (before: Word | undefined, after: Word | undefined): Candidate[] => {
  const ordinal = ordinals.indexOf(before?.text.toLowerCase() ?? '');
  if (before && ordinal >= 0) {
    return [known('try', before, 0.96, String(ordinal + 1))];
  }
  return after && /^\d+$/.test(after.text) ? [known('try', after, 0.7)] : [];
};

/** Names of a kind that have this word as a part: "the platform repository", though platforms are spoken of otherwise too. */
const partNamed = (kind: MentionKind, word: Word | undefined, { names }: Reader): readonly string[] => {
  const lists: Partial<Record<MentionKind, readonly string[]>> = {
    workflow: names.workflows.map(({ name }) => name),
    repository: names.repositories,
    source: names.sources,
  };
  const part = word?.text.toLowerCase();
  return part === undefined || determiners.has(part)
    ? []
    : (lists[kind] ?? []).filter((name) => name.split(/[/_-]/).includes(part));
};

/** What stands beside a cue: "the load step", "a source called runbooks", "try 2". */
const findCued = (words: readonly Word[], reader: Reader): Candidate[] =>
  words.flatMap((word, index) => {
    const kind = cues[reader.spell(word.text).toLowerCase()];
    const [before, after] = [words[index - 1], words[index + 1]];
    if (!kind) {
      return [];
    }
    if (kind === 'newName') {
      return findTold(words, index, reader);
    }
    if (kind === 'try') {
      return findTry(before, after);
    }
    const isAhead = onlyAhead.includes(kind);
    const isAsked = ['which', 'what', 'all', 'every', 'any', 'each'].includes(before?.text.toLowerCase() ?? '');
    const [neighbour] = (isAhead ? [after] : isAsked ? [] : [before, after]).filter(
      (each) => each !== undefined && isPlainWord(each, reader) && !(each.text.toLowerCase() in cues),
    );
    const [only, second] = neighbour || isAsked ? [] : partNamed(kind, before, reader);
    const part = only !== undefined && second === undefined && before ? [known(kind, before, 0.9, only)] : [];
    return neighbour ? [{ ...known(kind, neighbour, 0.7), isKnown: false }] : part;
  });

const findKnown = (words: readonly Word[], { names, isCommon, spell }: Reader): Candidate[] => {
  const lists: readonly (readonly [MentionKind, readonly string[]])[] = [
    ['workflow', names.workflows.map(({ name }) => name)],
    ['repository', names.repositories],
    ['source', names.sources.filter((source) => source !== 'runs' && !names.repositories.includes(source))],
    ['task', names.tasks],
  ];
  const keys = new Map(names.keys.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
  const isWord = (word: string): boolean => isCommon(stem(word)) || isFiller(word);
  // Keys are called like people and machines: a part of such a name is one only where keys are spoken of.
  const isAboutKeys = words.some(({ text }) => /^(?:api-?)?(?:keys?|tokens?|credentials?|access)$/i.test(spell(text)));
  const named = findNames(words, [...keys.keys()], isWord)
    .filter(({ certainty }) => isAboutKeys || certainty >= certain)
    .map(({ name, start, end, certainty }) => ({
      ...{
        kind: 'key' as const,
        value: keys.get(name) ?? name,
        certainty: certainty - 0.01,
        isKnown: true,
        start,
        end,
      },
    }));
  const found = lists.flatMap(([kind, list]) =>
    findNames(words, list, isWord).map(({ name, start, end, certainty }) => ({
      ...{ kind, value: name, certainty, isKnown: true, start, end },
    })),
  );
  return [...found, ...named];
};

const findPeriods = (text: string, clock: Clock): Candidate[] =>
  readTimes(text, clock).map((period) => ({
    kind: 'period',
    value: text.slice(period.start, period.end),
    certainty: 0.97,
    isKnown: true,
    period,
    start: period.start,
    end: period.end,
  }));

const findFree = (text: string, { spell }: Reader): Candidate[] =>
  findFreeValues(text, spell).map(({ kind, value, start, end }) => ({
    kind,
    value,
    start,
    end,
    certainty: 1,
    isKnown: true,
  }));

/** Whether two places in a message share something. */
export const overlaps = (one: { start: number; end: number }, other: { start: number; end: number }): boolean =>
  one.start < other.end && other.start < one.end;

/** The surest candidates that do not overlap; those on the same place are readings of one mention. */
const choose = (text: string, candidates: readonly Candidate[], cued: readonly Candidate[]): Mention[] => {
  const isCued = ({ kind, start, end }: Candidate) =>
    cued.some((cue) => cue.kind === kind && cue.start === start && cue.end === end);
  const isTold = (candidate: Candidate) => onlyAhead.includes(candidate.kind) && isCued(candidate);
  const ordered = [...candidates].sort(
    (one, other) =>
      Number(isTold(other)) - Number(isTold(one)) ||
      other.certainty - one.certainty ||
      other.end - other.start - (one.end - one.start),
  );
  const chosen: Candidate[] = [];
  for (const candidate of ordered) {
    const rival = chosen.find((each) => overlaps(each, candidate));
    const isSamePlace = rival?.start === candidate.start && rival.end === candidate.end;
    if (!rival || isSamePlace) {
      chosen.push(candidate);
    }
  }
  const places = [...new Set(chosen.map(({ start }) => start))].sort((one, other) => one - other);
  return places.flatMap((start) => {
    const here = chosen.filter((each) => each.start === start);
    const [first] = here;
    // An address beside "repo" is an address, not the name of an unknown repository.
    const isCertain = here.some(({ isKnown, certainty }) => isKnown && certainty >= certain);
    const isSaid = (each: Candidate) => isCued(each) && (each.isKnown || !isCertain);
    const readings = here.toSorted(
      (one, other) => Number(isSaid(other)) - Number(isSaid(one)) || other.certainty - one.certainty,
    );
    return first ? [{ start, end: first.end, text: text.slice(start, first.end), readings }] : [];
  });
};

/** From this certainty on, a name is meant and not only resembled. */
export const sureFrom = 0.7;

const isSureOf = (kind: MentionKind, { readings }: Mention): boolean =>
  readings.some((reading) => reading.kind === kind && reading.isKnown && reading.certainty >= sureFrom);

/**
 * Where a workflow is named for sure, a word that only resembles a part of some workflow's name is just a word, and an
 * unknown name is that of a task.
 */
const settle = (mentions: readonly Mention[]): Mention[] => {
  const sure = mentions.filter((mention) => isSureOf('workflow', mention));
  if (sure.length === 0) {
    return [...mentions];
  }
  return mentions.flatMap((mention) => {
    const isSure = sure.includes(mention) || mention.readings.some(({ kind }) => kind !== 'workflow');
    const [first] = mention.readings;
    if (isSure || !first) {
      return [mention];
    }
    return first.isKnown ? [] : [{ ...mention, readings: [{ ...first, kind: 'task' }] }];
  });
};

/** What a message names, in the order it does. */
export const findMentions = (text: string, said: readonly Word[], reader: Reader): Mention[] => {
  // `company/*` is a namespace, and no part of a name.
  const words = said.filter(({ end }) => !text.startsWith('/*', end));
  const free = findFree(text, reader);
  const isBound = (each: Candidate) => free.some((value) => overlaps(value, each));
  const cued = findCued(words, reader).filter((each) => !isBound(each));
  const others = [...findKnown(words, reader), ...findPeriods(text, reader.clock), ...findShapes(words), ...cued];
  return settle(choose(text, [...free, ...others.filter((each) => !isBound(each))], cued));
};

/** Whether this word is a cue of that kind, which beside it says nothing more. */
export const isCueOf = (word: string, kind: MentionKind | undefined): boolean =>
  kind !== undefined && cues[word.toLowerCase()] === kind && word.toLowerCase() !== 'environment';
