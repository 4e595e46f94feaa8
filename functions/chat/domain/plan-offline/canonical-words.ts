import { asides, leadIns } from './courtesies.ts';
import { lexicon } from './lexicon.ts';
import { isFiller, stem, tokenOf } from './words.ts';

/** A word for comparing: where it stands among the message's words, and as it counts. */
interface SpokenWord {
  readonly index: number;
  readonly text: string;
}

/** What a word counts as: its tokens; none where it says nothing of what is wanted. */
export interface Canonical {
  readonly index: number;
  readonly tokens: readonly string[];
  /** It wraps what is wanted, so it is left out where meanings are compared too. */
  readonly isCourtesy: boolean;
}

interface Phrase {
  readonly words: readonly string[];
  readonly tokens: readonly string[];
}

const longestFirst = (phrases: readonly Phrase[]): Phrase[] =>
  phrases.toSorted((one, other) => other.words.length - one.words.length);

/** Phrases by their first word. */
const byFirst = (phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> =>
  Map.groupBy(longestFirst(phrases), ({ words }) => words[0] ?? '');

const sayNothing = (texts: readonly string[]): ReadonlyMap<string, readonly Phrase[]> =>
  byFirst(texts.map((text) => ({ words: text.split(' '), tokens: [] })));

const anywhere = sayNothing(asides);
const atFirst = sayNothing([...leadIns, ...asides]);

const concepts = byFirst(
  Object.entries(lexicon).flatMap(([meaning, phrases]) => {
    const tokens = meaning.split(' ').map(tokenOf);
    return phrases.map((text) => ({ words: text.split(' ').map(stem), tokens }));
  }),
);

const expansions: Readonly<Record<string, string>> = {
  s: 'is',
  d: 'would',
  ll: 'will',
  re: 'are',
  ve: 'have',
  m: 'am',
};

/** "what's" is "what is": the parts of a word that was drawn together. */
export const expand = (word: string): string[] => {
  const [plain = '', ending] = word.toLowerCase().split(/['’]/);
  const expanded = ending === undefined ? undefined : expansions[ending];
  return expanded === undefined ? [plain === '' ? word.toLowerCase() : `${plain}${ending ?? ''}`] : [plain, expanded];
};

const findPhrase = (
  words: readonly string[],
  from: number,
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): Phrase | undefined =>
  phrases.get(words[from] ?? '')?.find((phrase) => phrase.words.every((word, offset) => words[from + offset] === word));

/** What the words of a message count as; a word that names something is given as undefined and breaks phrases. */
export const canonise = (spelled: readonly (string | undefined)[]): Canonical[] => {
  const flat = spelled.flatMap((word, index): SpokenWord[] =>
    word === undefined ? [{ index, text: '' }] : expand(word).map((text) => ({ index, text })),
  );
  const plain = flat.map(({ text }) => text);
  const stems = plain.map((text) => (text === '' ? '' : stem(text)));
  const found: Canonical[] = [];
  let position = 0;
  let isLeadIn = true;
  while (position < flat.length) {
    const courtesy = findPhrase(plain, position, isLeadIn ? atFirst : anywhere);
    const concept = courtesy ? undefined : findPhrase(stems, position, concepts);
    const length = (courtesy ?? concept)?.words.length ?? 1;
    const here = flat.slice(position, position + length);
    const [first] = here;
    if (first && first.text !== '') {
      const own = isFiller(first.text) ? [] : [tokenOf(first.text)];
      found.push({
        index: first.index,
        tokens: courtesy ? [] : (concept?.tokens ?? own),
        isCourtesy: courtesy !== undefined,
      });
      found.push(...here.slice(1).map(({ index }) => ({ index, tokens: [], isCourtesy: courtesy !== undefined })));
    }
    isLeadIn &&= courtesy !== undefined;
    position += length;
  }
  return found;
};
