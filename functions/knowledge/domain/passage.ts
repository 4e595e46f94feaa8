import { createHash } from 'node:crypto';
import type { System } from '../../shared/principal.ts';
import type { Provenance, SourceKind } from '../contract.ts';

/** A piece of a document that can be found by itself. */
export interface Passage {
  /** Equal for the same text at the same place of the same document, so that taking in twice changes nothing. */
  readonly id: string;
  readonly tenant: string;
  /** The document's key in the document bucket. */
  readonly document: string;
  readonly kind: SourceKind;
  /** `runs`, a repository's name, or the name of a source of documents. */
  readonly source: string;
  /** Who may find it: whoever may read this resource of this system. */
  readonly access: { readonly system: System; readonly resource: string };
  readonly title: string;
  /** Masked. */
  readonly text: string;
  readonly provenance: Provenance;
}

/** A passage that was found. */
export interface FoundPassage {
  readonly passage: Passage;
  /** From 0 to 1 among the results of one search. */
  readonly score: number;
  /** How well its words match, from 0 to 1 for the best of one search. */
  readonly words: number;
  /** How near its meaning is: the cosine, 0 where it is not near. */
  readonly meaning: number;
}

const sha256 = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Equal for equal texts, wherever they stand. */
export const hashText = (text: string): string => sha256(text);

/** A passage with its id; `position` tells it from others of its document, such as `load/-1/2:41` or `3`. */
export const makePassage = ({
  position,
  ...passage
}: Omit<Passage, 'id'> & { readonly position: string }): Passage => ({
  id: sha256(passage.tenant, passage.document, position, passage.text),
  ...passage,
});
