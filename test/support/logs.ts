import type { LogLine } from '../../functions/runs/contract.ts';
import type { Client, ClientInput } from '../../functions/shared/client.ts';
import { everyItem } from './pages.ts';

/** Every page of a run's log. */
export const readWholeLog = (client: Client, input: ClientInput<'runs.logs'>): Promise<LogLine[]> =>
  everyItem((cursor) => client.call('runs.logs', { ...input, limit: 1000, cursor }));
