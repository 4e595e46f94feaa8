import { canonise } from './canonical-words.ts';
import { findMentions, isCueOf, type Mention, type MentionKind, overlaps, type Reader } from './find-mentions.ts';
import { type Word, wordsOf } from './words.ts';

/** A message with its names and times found. */
export interface ReadMessage {
  readonly text: string;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** Its words, each slip of a common word put right. */
  readonly spelled: readonly string[];
  /** Its words without courtesies: what is really said. */
  readonly plainWords: readonly Word[];
  /** What is left for comparing: stems, and `<kind>` for what is named. */
  readonly tokens: readonly string[];
  /** Its first word that is no courtesy. */
  readonly opening: string | undefined;
  /** The message with nouns in place of what is named, for embedding. */
  readonly template: string;
}

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
  newName: 'a name',
  branch: 'a branch',
  folder: 'a folder',
  title: 'a title',
  body: 'this text',
  conf: 'these parameters',
  mwaa: 'an environment',
  airflowVersion: 'a version',
  pythonVersion: 'a version',
  lifetime: 'some time',
  tag: 'a tag',
  packages: 'a package',
  environmentName: 'the environment',
  file: 'a file',
  rules: 'a rule',
};

const kindOf = (mention: Mention | undefined): MentionKind | undefined => mention?.readings[0]?.kind;

/** Reads a message: its words, what it names, and what remains to be compared with examples. */
export const readMessage = (text: string, reader: Reader): ReadMessage => {
  const words = wordsOf(text);
  const mentions = findMentions(text, words, reader);
  const mentionAt = (word: Word | undefined) => word && mentions.find((mention) => overlaps(mention, word));
  const spelled = words.map((word) => (mentionAt(word) ? word.text : reader.spell(word.text)));
  const isSpent = (index: number): boolean =>
    [words[index - 1], words[index + 1], words[index + 2]].some((beside) =>
      isCueOf(spelled[index] ?? '', kindOf(mentionAt(beside))),
    );
  const canonical = canonise(words.map((word, index) => (mentionAt(word) ? undefined : spelled[index])));
  const pieces = words.flatMap((word, index) => {
    const mention = mentionAt(word);
    if (!mention) {
      const here = canonical.filter((each) => each.index === index);
      const isLeftOut = isSpent(index) || here.every(({ isCourtesy }) => isCourtesy);
      return isLeftOut ? [] : [{ tokens: here.flatMap(({ tokens }) => tokens), shown: spelled[index] ?? '' }];
    }
    const kind = kindOf(mention);
    const isFirst = mention.start >= word.start;
    return kind && isFirst ? [{ tokens: [`<${kind}>`], shown: nouns[kind] ?? mention.text }] : [];
  });
  return {
    text,
    words,
    mentions,
    spelled,
    opening: pieces[0]?.shown.toLowerCase(),
    plainWords: words.filter((_, index) => !canonical.some((each) => each.index === index && each.isCourtesy)),
    tokens: pieces.flatMap(({ tokens }) => tokens),
    template: pieces
      .map(({ shown }) => shown)
      .join(' ')
      .replace(/\b(?:the|a|an|our) (the|a|an)\b/g, '$1'),
  };
};
