import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stopInstance } from './instance.ts';
import { directoryOf, listInstances, supervisorFile } from './instance-state.ts';
import { holderOf } from './lock.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { remove: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});

if (values.help) {
  console.log(`npm stop [-- INSTANCE…] [--remove]

Stops what \`npm start\` started, also after it crashed, and whatever else of this checkout nobody runs any more.
Tests that are running go on: name their instance to stop it (\`npm run status\` shows them).

  --remove  also delete what it saved, so that the next start begins with an empty cloud`);
  process.exit(0);
}

const isAbandoned = (name: string): boolean => holderOf(supervisorFile(directoryOf(name))) === undefined;

const names =
  positionals.length > 0 ? positionals : listInstances().filter((name) => name === 'main' || isAbandoned(name));
if (names.length === 0) console.log('nothing to stop');
for (const name of names) {
  await stopInstance(name);
  if (values.remove) rmSync(directoryOf(name), { recursive: true, force: true });
  console.log(`${name}: stopped${values.remove ? ' and removed' : ''}`);
}
