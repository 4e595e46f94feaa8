import { createHash } from 'node:crypto';

/** A document of the reference, ready to be put into a source of knowledge. */
export interface ReferenceDocument {
  /** Its id: what it describes decides it, not its order or version. */
  readonly path: string;
  readonly title: string;
  /** Markdown; its first heading is the title. */
  readonly text: string;
  readonly package: string;
  readonly version: string;
  /** What it describes, as its package names it. */
  readonly object: string;
  /** SPDX expression. */
  readonly licence: string;
}

/** A line of the artefact. */
export const toLine = (document: ReferenceDocument): string =>
  JSON.stringify({ ...document, sha256: createHash('sha256').update(document.text).digest('hex') });

/** Something with a name and a text of its own under a heading: a parameter, a value that is returned. */
export interface Item {
  readonly name: string;
  readonly text: string;
}

/** Characters of a group of items: about what an embedding model reads at once. */
const groupSize = 900;

const groupItems = (items: readonly Item[]): Item[][] => {
  const groups: Item[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (size + item.text.length > groupSize) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(item);
    size += item.text.length;
  }
  return groups;
};

const joinItems = (items: readonly Item[]): string => items.map(({ text }) => text).join('\n');

/** A section of items; a long one has a heading of its own for each few, which names them. */
export const renderItems = (heading: string, items: readonly Item[]): string | undefined => {
  const groups = groupItems(items);
  if (groups.length === 0) return undefined;
  if (groups.length === 1) return `## ${heading}\n\n${joinItems(items)}`;
  const parts = groups.map((group) => `### ${group.map(({ name }) => name).join(', ')}\n\n${joinItems(group)}`);
  return [`## ${heading}`, ...parts].join('\n\n');
};

/** Text as an item of a list; what follows its first line stays within. */
export const bullet = (text: string): string => `- ${text.trim().replace(/\n(?!\n)/g, '\n  ')}`;

/** Joins the parts of a document that are there. */
export const joinParts = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
