import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { installTools } from '../local/install.ts';

const everyday = ['unit', 'infra', 'statemachines', 'contracts', 'python', 'e2e'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, grep: { type: 'string', short: 't' } },
});

if (values.help) {
  console.log(`npm test [-- PROJECT… [-t NAME]]

Runs the test suite; installs what it needs under .local/ first.
Projects: ${everyday.join(', ')} (all of these by default), faults (long; also: npm run test:faults).`);
  process.exit(0);
}

const projects = positionals.length > 0 ? positionals : everyday;
if (projects.some((project) => ['python', 'e2e', 'faults'].includes(project))) await installTools(console.log);

const vitest = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    ...(values.grep === undefined ? [] : ['-t', values.grep]),
  ],
  { stdio: 'inherit' },
);
process.exit(vitest.status ?? 1);
