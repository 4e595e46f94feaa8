import type { LogLine } from '../../functions/runs/contract.ts';
import type { Client, ClientInput } from '../../functions/shared/client.ts';

/** Every page of a run's log. */
export const readWholeLog = async (client: Client, input: ClientInput<'runs.logs'>): Promise<LogLine[]> => {
  const lines: LogLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('runs.logs', { ...input, limit: 1000, cursor });
    lines.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return lines;
};
