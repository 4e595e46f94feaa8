import { evaluateCheck } from './check.ts';

const evaluations: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = { check: evaluateCheck };

const [name = '', ...args] = process.argv.slice(2);
const evaluate = evaluations[name];

if (!evaluate) {
  console.log(`npm run eval -- NAME

check [DIR…]   what the checks find in the corpus of test/evaluation/check, and what they wrongly reject; or in folders of
               your own. Ends with 1 where a bar is missed.`);
  process.exit(name === '' || name === '--help' ? 0 : 2);
}
process.exitCode = (await evaluate(args)) ? 0 : 1;
