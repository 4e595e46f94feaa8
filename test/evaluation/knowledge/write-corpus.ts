import { writeFileSync } from 'node:fs';
import { readJudgements, readPassages } from '../knowledge-corpus.ts';

const [file = 'corpus.jsonl'] = process.argv.slice(2);

const passages = readPassages();
const ids = new Set(passages.map(({ id }) => id));
const lost = readJudgements().filter(({ passage }) => !ids.has(passage));
if (lost.length > 0) {
  console.error(
    `These judged passages are not in the corpus:\n${lost.map(({ query, passage }) => `  ${query} ${passage}`).join('\n')}`,
  );
  process.exit(1);
}
writeFileSync(file, passages.map(({ id, title, text }) => `${JSON.stringify({ _id: id, title, text })}\n`).join(''));
console.log(`${passages.length} passages are in ${file}`);
