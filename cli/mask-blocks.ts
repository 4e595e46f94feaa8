/** Characters that are masked at once, about. */
const blockSize = 256 * 1024;

/** Longer than any private key, or anything else of several lines. */
const longestSecret = 32 * 1024;

/** A line that goes on with what stands before it: indented, or of base64. */
const continued = /^(?:[ \t]|[^A-Za-z0-9]{0,3}[A-Za-z0-9+/=]{16,}\r?$)/;

/** Where a text can be cut so that neither part has half a secret; nothing where that is not known yet. */
const findCut = (text: string): number => {
  let cut = text.lastIndexOf('\n') + 1;
  const begin = text.lastIndexOf('-----BEGIN ', cut);
  if (begin > text.lastIndexOf('-----END ', cut) && cut - begin < longestSecret) {
    cut = text.lastIndexOf('\n', begin) + 1;
  }
  const least = Math.max(cut - longestSecret, 0);
  let start = cut;
  while (start > least) {
    const before = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    if (!continued.test(text.slice(before, start - 1))) {
      return before;
    }
    start = before;
  }
  return cut;
};

/** Cuts a stream of text into blocks of whole lines, each of which can be masked by itself; a longer line stays whole. */
export async function* cutBlocks(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length >= blockSize) {
      const cut = findCut(rest);
      if (cut > 0) {
        yield rest.slice(0, cut);
        rest = rest.slice(cut);
      }
    }
  }
  if (rest !== '') {
    yield rest;
  }
}
