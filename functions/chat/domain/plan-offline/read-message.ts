import { RepositoryName } from '../../../shared/fields.ts';
import type { Names } from '../planner.ts';
import { findNames } from './find-names.ts';
import { type Clock, type Period, readTimes } from './read-times.ts';
import { isFiller, isPointer, stem, tokenOf, type Word, wordsOf } from './words.ts';

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
  | 'newName';

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

/** A message with its names and times found. */
export interface ReadMessage {
  readonly text: string;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** Its words, each slip of a common word put right. */
  readonly spelled: readonly string[];
  /** What is left for comparing: stems, and `<kind>` for what is named. */
  readonly tokens: readonly string[];
  /** The message with nouns in place of what is named, for embedding. */
  readonly template: string;
}

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
  ['approval', /^a-[0-9a-z]{15}$/],
  ['path', /^[^/].*\.(?:md|rst|txt|adoc)$/i],
  ['commit', /^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}$/],
  ['count', /^\d{1,4}$/],
];

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

/** Nouns that stand for what is named where a message is embedded. */
const nouns: Partial<Record<MentionKind, string>> = {
  workflow: 'the workflow',
  repository: 'the repository',
  source: 'the source',
  task: 'the task',
  run: 'the run',
  person: 'somebody',
  url: 'an address',
  path: 'a document',
  commit: 'a commit',
  key: 'a key',
  approval: 'the request',
};

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
      ...(RepositoryName.safeParse(word.text).success ? [{ ...known('repository', word, 0.85), isKnown: false }] : []),
      ...(kind ? [known(kind, word, 0.95)] : []),
      ...(numeral >= 0 ? [known('count', word, 0.95, String(numeral + 2))] : []),
      // Nobody writes an underscore but in a name.
      ...(word.text.includes('_') ? [{ ...known('workflow', word, 0.3), isKnown: false }] : []),
    ];
  });

const isPlainWord = ({ text }: Word, { isCommon }: Reader): boolean =>
  !(isCommon(stem(text)) || isFiller(text) || isPointer(text) || determiners.has(text.toLowerCase()));

/** What stands beside a cue: "the load step", "a source called runbooks", "try 2". */
const findCued = (words: readonly Word[], reader: Reader): Candidate[] =>
  words.flatMap((word, index) => {
    const kind = cues[word.text.toLowerCase()];
    if (!kind) {
      return [];
    }
    const neighbours = onlyAhead.includes(kind) ? [words[index + 1]] : [words[index - 1], words[index + 1]];
    const [neighbour] = neighbours.filter(
      (each) =>
        each !== undefined && (kind === 'newName' || isPlainWord(each, reader)) && !(each.text.toLowerCase() in cues),
    );
    const isFitting = neighbour && (kind === 'try') === /^\d+$/.test(neighbour.text);
    return isFitting ? [{ ...known(kind, neighbour, 0.7), isKnown: onlyAhead.includes(kind) }] : [];
  });

const findKnown = (words: readonly Word[], { names, isCommon }: Reader): Candidate[] => {
  const lists: readonly (readonly [MentionKind, readonly string[]])[] = [
    ['workflow', names.workflows.map(({ name }) => name)],
    ['repository', names.repositories],
    ['source', names.sources.filter((source) => source !== 'runs' && !names.repositories.includes(source))],
    ['task', names.tasks],
  ];
  return lists.flatMap(([kind, list]) =>
    findNames(words, list, (word) => isCommon(stem(word)) || isFiller(word)).map(({ name, start, end, certainty }) => ({
      ...{ kind, value: name, certainty, isKnown: true, start, end },
    })),
  );
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

const overlaps = (one: { start: number; end: number }, other: { start: number; end: number }): boolean =>
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
    const readings = here.toSorted(
      (one, other) => Number(isCued(other)) - Number(isCued(one)) || other.certainty - one.certainty,
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

const kindOf = ({ readings }: Mention): MentionKind | undefined => readings[0]?.kind;

/** Reads a message: its words, what it names, and what remains to be compared with examples. */
export const readMessage = (text: string, reader: Reader): ReadMessage => {
  const words = wordsOf(text);
  const cued = findCued(words, reader);
  const candidates = [...findKnown(words, reader), ...findPeriods(text, reader.clock), ...findShapes(words), ...cued];
  const mentions = settle(choose(text, candidates, cued));
  const mentionAt = (word: Word) => mentions.find((mention) => overlaps(mention, word));
  /** A cue beside what it speaks of says nothing more. */
  const isSpent = (word: Word, index: number): boolean => {
    const kind = cues[word.text.toLowerCase()];
    const beside = [words[index - 1], words[index + 1]].map((neighbour) => neighbour && mentionAt(neighbour));
    return kind !== undefined && beside.some((mention) => mention !== undefined && kindOf(mention) === kind);
  };
  const pieces = words.flatMap((word, index) => {
    const mention = mentionAt(word);
    if (!mention) {
      const shown = reader.spell(word.text);
      return isSpent(word, index) ? [] : [{ token: tokenOf(shown), shown, isFiller: isFiller(shown) }];
    }
    const kind = kindOf(mention);
    const isFirst = mention.start >= word.start;
    return kind && isFirst ? [{ token: `<${kind}>`, shown: nouns[kind] ?? mention.text, isFiller: false }] : [];
  });
  return {
    text,
    words,
    mentions,
    spelled: words.map((word) => (mentionAt(word) ? word.text : reader.spell(word.text))),
    tokens: pieces.filter((piece) => !piece.isFiller).map(({ token }) => token),
    template: pieces
      .map(({ shown }) => shown)
      .join(' ')
      .replace(/\bthe the\b/g, 'the'),
  };
};
