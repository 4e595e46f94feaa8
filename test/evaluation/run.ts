import { evaluateCheck } from './check.ts';
import { evaluateGraphs } from './graphs.ts';
import { evaluateKnowledge } from './knowledge.ts';

const evaluations: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  check: evaluateCheck,
  graphs: evaluateGraphs,
  knowledge: evaluateKnowledge,
};

const [name = '', ...args] = process.argv.slice(2);
const evaluate = evaluations[name];

if (!evaluate) {
  console.log(`npm run eval -- NAME

check [--set-aside] [DIR…]
   what the checks find among malicious and broken workflows, what they wrongly reject, and how long each stage takes;
   with --set-aside also the totals of the files that no rule may be made for; or what is found in folders of your own.
   Ends with 1 where a bar is missed.

knowledge [--set-aside | --fit] [--corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv]
   how well search finds what was judged, by words, by meaning and by both, on an OpenSearch of its own; after \`npm run
   corpus\`. Looks at the half that weights were fitted on, with --set-aside at the other half; or at a collection of your
   own in BEIR's layout. --fit tries weights on the first half. Ends with 1 where both together are not better than each alone.`);
  process.exit(name === '' || name === '--help' ? 0 : 2);
}
process.exitCode = (await evaluate(args)) ? 0 : 1;
