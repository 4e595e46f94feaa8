import * as z from 'zod';
import { readLogs } from '../functions/runs/contract.ts';
import { clean, note, print } from './terminal.ts';

const Lines = z.object({ items: readLogs.output.shape.items });

/** Shows lines of logs as `task try line level message`. */
export const showLogLines = (answer: unknown): void => {
  const { items } = Lines.parse(answer);
  for (const { task, try: attempt, line, level, message } of items) {
    print([clean(task), attempt, line, level ?? '-', clean(message)].join(' '));
  }
  if (items.length === 0) {
    note('There are no lines (yet).');
  }
};
