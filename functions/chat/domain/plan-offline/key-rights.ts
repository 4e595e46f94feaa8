import { Level } from '../../../shared/principal.ts';
import { overlaps, sureFrom } from './find-mentions.ts';
import { closestNames } from './find-names.ts';
import { readingsOf } from './match-operation.ts';
import type { Slot } from './slots.ts';
import { type Outcome, plainChoice, type Surroundings } from './surroundings.ts';
import { isNegation } from './words.ts';

/** Levels in other words. */
const levelWords: Readonly<Record<string, string>> = { reading: 'read', writing: 'write' };

/** The level of a key: the one that is said, beside names. Where two are, or one is denied, it is asked for. */
export const findLevel = (slot: Slot, { message }: Surroundings): Outcome => {
  const free = message.words.filter((word) => !message.mentions.some((mention) => overlaps(mention, word)));
  const lower = free.map(({ text }) => text.toLowerCase());
  const said = new Set(lower.map((word) => levelWords[word] ?? word).filter((word) => Level.safeParse(word).success));
  const [value, other] = said;
  if (value === undefined) {
    return undefined;
  }
  return other !== undefined || lower.some(isNegation)
    ? { open: { slot, why: 'It is not clear which level is meant.', choices: Level.options.map(plainChoice) } }
    : { filled: { value } };
};

/** A namespace such as `company/*`. */
const namespace = /^(?:[a-z0-9-]+\/)+\*$/;

/** Words with what they are written with, such as `company/*`; neither addresses nor documents. */
const writtenNames = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/^["'(]+|["').,;:!?]+$/g, ''))
    .filter((word) => /[/*]/.test(word) && !/:\/\/|@/.test(word));

/** The resources of a key: repositories and namespaces, each as it is called. One that is not known is asked about, as without any the key is for all. */
export const findResources = (slot: Slot, { message, names }: Surroundings): Outcome => {
  const written = writtenNames(message.text).map((word) => word.toLowerCase());
  const isResource = (word: string): boolean => namespace.test(word) || names.repositories.includes(word);
  const spoken = message.mentions
    .filter(({ text }) => !/[/*]/.test(text))
    .flatMap((mention) => readingsOf(mention, 'repository').slice(0, 1));
  const unknown = [
    ...written.filter((word) => !isResource(word)),
    ...spoken.filter(({ isKnown, certainty }) => !isKnown || certainty < sureFrom).map(({ value }) => value),
  ];
  const [wrong] = unknown;
  if (wrong !== undefined) {
    const choices = closestNames(wrong, names.repositories).map(plainChoice);
    return { open: { slot, why: `There is no repository or namespace ${wrong} that you may see.`, choices } };
  }
  const value = [...new Set([...spoken.map((reading) => reading.value), ...written])];
  return value.length > 0 ? { filled: { value } } : undefined;
};
