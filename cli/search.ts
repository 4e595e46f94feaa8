import { type Hit, searchKnowledge, type Why } from '../functions/knowledge/contract.ts';
import { describePlace } from './place.ts';
import { clean, note, paint, print } from './terminal.ts';

/** What was found in bold; where there are no colours it stays between `«` and `»`. */
const emphasise = (snippet: string): string =>
  snippet.replace(/«([^»]*)»/g, (marked, found: string) => {
    const bold = paint('bold', found);
    return bold === found ? marked : bold;
  });

/** `words 100 % (refused, connection) · meaning 64 % · recency 3 % · 29 more say the same`. */
const describeWhy = ({ words, meaning, recency, terms, alike }: Why): string => {
  const percent = (name: string, share: number): string[] =>
    share > 0 ? [`${name} ${Math.max(1, Math.round(100 * share))} %`] : [];
  const found = terms.length > 0 ? ` (${terms.map(clean).join(', ')})` : '';
  return [
    ...percent('words', words).map((part) => `${part}${found}`),
    ...percent('meaning', meaning),
    ...percent('recency', recency),
    ...(alike > 0 ? [`${alike} more say the same`] : []),
  ].join(' · ');
};

const showHit = ({ title, source, text, highlights, provenance, why }: Hit, isExplained: boolean): void => {
  print(`${paint('bold', clean(title))}  ${paint('dim', describePlace({ source, ...provenance }))}`);
  const snippets = highlights.length > 0 ? highlights : [text.slice(0, 200)];
  for (const line of snippets.flatMap((snippet) =>
    clean(snippet)
      .trim()
      .split(/\s*\n\s*/),
  )) {
    print(`  ${emphasise(line)}`);
  }
  if (why && isExplained) {
    print(`  ${paint('dim', describeWhy(why))}`);
  }
};

/** Shows what a search found: title, place, the pieces that match, and with `why` what brought it. */
export const showHits = (answer: unknown, { why = false }: { readonly why?: boolean } = {}): void => {
  const { items } = searchKnowledge.output.parse(answer);
  for (const hit of items) {
    showHit(hit, why);
  }
  if (items.length === 0) {
    note('Nothing was found.');
  }
};
