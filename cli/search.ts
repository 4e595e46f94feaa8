import { type Hit, searchKnowledge } from '../functions/knowledge/contract.ts';
import { describePlace } from './place.ts';
import { clean, note, paint, print } from './terminal.ts';

/** What was found in bold; where there are no colours it stays between `«` and `»`. */
const emphasise = (snippet: string): string =>
  snippet.replace(/«([^»]*)»/g, (marked, found: string) => {
    const bold = paint('bold', found);
    return bold === found ? marked : bold;
  });

const showHit = ({ title, source, text, highlights, provenance }: Hit): void => {
  print(`${paint('bold', clean(title))}  ${paint('dim', describePlace({ source, ...provenance }))}`);
  const snippets = highlights.length > 0 ? highlights : [text.slice(0, 200)];
  for (const line of snippets.flatMap((snippet) =>
    clean(snippet)
      .trim()
      .split(/\s*\n\s*/),
  )) {
    print(`  ${emphasise(line)}`);
  }
};

/** Shows what a search found: title, place, and the pieces that match. */
export const showHits = (answer: unknown): void => {
  const { items } = searchKnowledge.output.parse(answer);
  for (const hit of items) {
    showHit(hit);
  }
  if (items.length === 0) {
    note('Nothing was found.');
  }
};
