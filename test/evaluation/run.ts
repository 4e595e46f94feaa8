import { evaluateCheck } from './check.ts';
import { evaluateGraphs } from './graphs.ts';
import { evaluateIntents } from './intents.ts';
import { evaluateKnowledge } from './knowledge.ts';
import { evaluateMasking } from './masking.ts';

const evaluations: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  check: evaluateCheck,
  graphs: evaluateGraphs,
  intents: evaluateIntents,
  knowledge: evaluateKnowledge,
  masking: evaluateMasking,
};

const [name = '', ...args] = process.argv.slice(2);
const evaluate = evaluations[name];

if (!evaluate) {
  console.log(`npm run eval -- NAME

check [--set-aside] [DIR…]
   what the checks find among malicious and broken workflows, what they wrongly reject, and how long each stage takes;
   with --set-aside also the totals of the files that no rule may be made for; or what is found in folders of your own.
graphs
   whether the sandboxed import finds the graphs that Airflow finds.
intents [--set-aside] [--file CASES.jsonl] [--world WORLD.json]
   how the offline planner understands what people say, case by case where it is not right, the curve of asking against
   acting, and totals; with --set-aside only the totals of the cases that nothing may be fitted on; or cases of your own:
   { text, context?, operation | null, input } a line.
knowledge [--set-aside | --fit] [--corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv]
   how well search finds what was judged, by words, by meaning and by both, on an OpenSearch of its own; after \`npm run
   corpus\`. Looks at the half that weights were fitted on, with --set-aside at the other half; or at a collection of your
   own in BEIR's layout. --fit tries weights on the first half.
masking [--set-aside]
   which secrets are removed from texts, by kind, and what is wrongly masked, and how fast; with --set-aside also the
   totals of the texts that no rule may be made for.

Each ends with 1 where a bar is missed.`);
  process.exit(name === '' || name === '--help' ? 0 : 2);
}
process.exitCode = (await evaluate(args)) ? 0 : 1;
