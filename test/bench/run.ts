import { installTools } from '../../local/install.ts';
import { startCloud } from '../support/start-cloud.ts';
import { benchApi } from './api.ts';
import { benchChat } from './chat.ts';
import { benchCheck } from './check.ts';
import { benchFailures } from './failures.ts';
import { benchKnowledge } from './knowledge.ts';
import { benchPush } from './push.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';

/** Those that need no cloud, or start their own. */
const standalone = { start: benchStart, check: benchCheck, search: benchSearch };
const benches = { api: benchApi, push: benchPush, knowledge: benchKnowledge, failures: benchFailures, chat: benchChat };

const names = process.argv.slice(2).filter((name) => name !== '--');
if (names.includes('--help') || names.some((name) => !(name in standalone || name in benches))) {
  console.log(`npm run bench [-- NAME…]

Measures on a cloud of its own and writes docs/reference/measurements.md. Benches: ${[...Object.keys(standalone), ...Object.keys(benches)].join(', ')} (all by default).
\`search\` needs what \`npm run corpus\` makes.`);
  process.exit(names.includes('--help') ? 0 : 2);
}

await installTools(console.log);
for (const [name, bench] of Object.entries(standalone)) if (names.length === 0 || names.includes(name)) await bench();
if (names.length > 0 && names.every((name) => name in standalone)) process.exit(0);
const { cloud, stop } = await startCloud();
try {
  for (const [name, bench] of Object.entries(benches))
    if (names.length === 0 || names.includes(name)) await bench(cloud);
} finally {
  await stop();
}
process.exit(0);
