/** Word pieces that the model looks at, without its own first and last one. */
export const windowSize = 254;

/** Keys and hashes, words, numbers, and signs, which the model's tokenizer takes one by one (BERT uncased). */
const part = /(?=[A-Za-z]*\d)[A-Za-z\d]{16,}|[A-Za-z]+|\d+|[^\sA-Za-z\d]/gu;
/** Letters of a word that is likely to be one piece, and of each further piece. */
const wordPiece = { first: 5, more: 3 };
const digitsOfPiece = 2;
const charactersOfKeyPiece = 1.15;

const piecesOf = (part: string): number => {
  if (/^\d+$/.test(part)) {
    return Math.ceil(part.length / digitsOfPiece);
  }
  if (/\d/.test(part)) {
    return Math.ceil(part.length / charactersOfKeyPiece);
  }
  return 1 + Math.ceil(Math.max(0, part.length - wordPiece.first) / wordPiece.more);
};

/**
 * How many word pieces a text has, rather too many than too few: the tokenizer itself is half a megabyte and is only where
 * the model is. A test compares them.
 */
export const countPieces = (text: string): number => {
  let count = 0;
  for (const [found] of text.matchAll(part)) {
    count += piecesOf(found);
  }
  return count;
};

/** Length of the longest beginning of a text that has no more than so many pieces and characters. */
export const longestFitting = (
  text: string,
  { pieces, characters }: { pieces: number; characters: number },
): number => {
  const beginning = text.slice(0, characters);
  let count = 0;
  for (const found of beginning.matchAll(part)) {
    count += piecesOf(found[0]);
    if (count > pieces) {
      return found.index;
    }
  }
  return beginning.length;
};
