import type { ClientInput } from '../functions/shared/client.ts';
import type { Extension } from './operation-commands.ts';
import { showHits } from './search.ts';
import { printJson } from './terminal.ts';

/** `navigator search`. */
export const searchExtension: Extension = {
  examples: [
    'navigator search refused connection warehouse',
    'navigator search timeout --workflow nightly_sales --since 2026-11-01T00:00:00Z',
    'navigator search "how do we retry?" --kind repository --why',
  ],
  addOptions: (command) => void command.option('--why', 'say what brought each result: words, meaning, recency'),
  run: async (session, input, command) => {
    const answer = await session.client.call('knowledge.search', input as ClientInput<'knowledge.search'>);
    if (session.json) {
      printJson(answer);
    } else {
      showHits(answer, command.opts<{ why?: boolean }>());
    }
  },
};
