/** A part of a document below one heading, up to the next. */
export interface Section {
  /** From the top, its own last; empty before the first heading. */
  readonly headings: readonly string[];
  /** The heading as it is written; empty before the first. */
  readonly heading: string;
  /** Paragraphs, lists, blocks of code, as they are written. */
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly text: string;
  /** Code is not to be torn apart. */
  readonly isCode: boolean;
}

/** A heading or a block, in the order of the document. Levels count from 1, the top. */
export type Line =
  | { readonly kind: 'heading'; readonly level: number; readonly name: string; readonly text: string }
  | ({ readonly kind: 'block' } & Block);

/** Puts each block below the headings it stands under. */
export const toSections = (lines: readonly Line[]): Section[] => {
  const sections: (Section & { readonly blocks: Block[] })[] = [{ headings: [], heading: '', blocks: [] }];
  const path: { level: number; name: string }[] = [];
  for (const line of lines) {
    if (line.kind === 'heading') {
      const { level, name, text } = line;
      while ((path.at(-1)?.level ?? 0) >= level) {
        path.pop();
      }
      path.push({ level, name });
      sections.push({ headings: path.map((each) => each.name), heading: text, blocks: [] });
    } else {
      sections.at(-1)?.blocks.push({ text: line.text, isCode: line.isCode });
    }
  }
  return sections;
};
