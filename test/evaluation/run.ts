import { evaluateCheck } from './check.ts';
import { evaluateGraphs } from './graphs.ts';
import { evaluateMasking } from './masking.ts';

const evaluations: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  check: evaluateCheck,
  graphs: evaluateGraphs,
  masking: evaluateMasking,
};

const [name = '', ...args] = process.argv.slice(2);
const evaluate = evaluations[name];

if (!evaluate) {
  console.log(`npm run eval -- NAME

check [--set-aside] [DIR…]
   what the checks find among malicious and broken workflows, what they wrongly reject, and how long each stage takes;
   with --set-aside also the totals of the files that no rule may be made for; or what is found in folders of your own.
masking [--set-aside]
   which secrets are removed from texts, by kind, and what is wrongly masked, and how fast; with --set-aside also the
   totals of the texts that no rule may be made for.
Each ends with 1 where a bar is missed.`);
  process.exit(name === '' || name === '--help' ? 0 : 2);
}
process.exitCode = (await evaluate(args)) ? 0 : 1;
