import { countPieces, longestFitting, windowSize } from './model-window.ts';
import type { Block, Section } from './outline.ts';
import { pieceLimits } from './piece.ts';

/** A text below its headings that becomes a passage. */
export interface Part {
  readonly headings: readonly string[];
  readonly text: string;
}

interface Packed {
  readonly text: string;
  readonly pieces: number;
}

/** Of the window what is left to the text at least, however long its headings are. */
const leastLeft = windowSize / 2;

const pack = (text: string): Packed => ({ text, pieces: countPieces(text) });

/** Where to cut what does not fit: at an empty line in its second half, else the end of a line, else of a word. */
const cutAt = (fitting: string): number => {
  const empty = fitting.lastIndexOf('\n\n');
  if (empty > fitting.length / 2) {
    return empty;
  }
  return Math.max(fitting.lastIndexOf('\n'), 0) || Math.max(fitting.lastIndexOf(' '), 0) || fitting.length;
};

/** The text in parts that fit. */
const tear = (text: string, pieces: number, characters: number): Packed[] => {
  const parts: Packed[] = [];
  let rest = text;
  for (;;) {
    const length = longestFitting(rest, { pieces, characters });
    if (length === rest.length) {
      return [...parts, pack(rest.toWellFormed())];
    }
    const most = Math.max(length, 1);
    // One more, for a space or line break that stands right behind what fits.
    const end = Math.min(most, cutAt(rest.slice(0, most + 1)));
    parts.push(pack(rest.slice(0, end).toWellFormed()));
    rest = rest.slice(end).replace(/^(?:\n+| )/, '');
  }
};

/** The blocks of a section, put together as far as they fit the window beside their headings. */
const packBlocks = (blocks: readonly Block[], room: number): string[] => {
  const packed: Packed[] = [];
  for (const block of blocks) {
    for (const part of tear(block.text, room, block.isCode ? pieceLimits.whole : pieceLimits.together)) {
      const last = packed.at(-1);
      const fits =
        last !== undefined &&
        last.pieces + part.pieces <= room &&
        last.text.length + 2 + part.text.length <= pieceLimits.together;
      if (fits) {
        packed[packed.length - 1] = { text: `${last.text}\n\n${part.text}`, pieces: last.pieces + part.pieces };
      } else {
        packed.push(part);
      }
    }
  }
  return packed.map(({ text }) => text);
};

/**
 * The texts of all sections, each within the model's window together with what `contextOf` says of where it stands; a
 * heading with nothing below it goes with what follows. A block of code is whole where it fits.
 */
export const packSections = (
  sections: readonly Section[],
  contextOf: (headings: readonly string[]) => string,
): Part[] => {
  const parts: Part[] = [];
  let carried: Block[] = [];
  const end = (headings: Part['headings'], blocks: readonly Block[]) => {
    const room = Math.max(leastLeft, windowSize - countPieces(contextOf(headings)));
    parts.push(...packBlocks([...carried, ...blocks], room).map((text) => ({ headings, text })));
    carried = [];
  };
  for (const { headings, heading, blocks } of sections) {
    if (heading !== '') {
      carried.push({ text: heading, isCode: false });
    }
    if (blocks.length > 0) {
      end(headings, blocks);
    }
  }
  end(sections.at(-1)?.headings ?? [], []);
  return parts;
};
