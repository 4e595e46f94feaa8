import * as z from 'zod';
import { readLogs } from '../functions/runs/contract.ts';
import type { Extension } from './operation-commands.ts';
import { clean, note, print } from './terminal.ts';

const Lines = z.object({ items: readLogs.output.shape.items });

/** `navigator logs`: `task try line level message`, as it is kept. */
export const logsExtension: Extension = {
  examples: ['navigator logs n-01k9x3f2q7wz', 'navigator logs n-01k9x3f2q7wz --task load --all'],
  show: (answer) => {
    const { items } = Lines.parse(answer);
    for (const { task, try: attempt, line, level, message } of items) {
      print([clean(task), attempt, line, level ?? '-', clean(message)].join(' '));
    }
    if (items.length === 0) {
      note('There are no lines (yet).');
    }
  },
};
