import { expect, inject, test } from 'vitest';
import { httpsDoor, terminalDoor, webSocketDoor } from '../support/doors.ts';
import { spendFirstDay } from '../support/first-day.ts';

const cloud = inject('cloud');

// Once in some ten runs a queue of the local AWS stood still for two minutes when its worker started on a busy machine.
test.concurrent.each([
  ['HTTPS', httpsDoor],
  ['a WebSocket', webSocketDoor],
  ['the terminal', terminalDoor],
] as const)(
  'a first day over %s: add my repo, run it, why did it fail, what changed, roll it back',
  { retry: 1 },
  async (_name, open) => {
    const door = await open(cloud);
    try {
      await expect(spendFirstDay(cloud, door)).resolves.toBeUndefined();
    } finally {
      await door.close();
    }
  },
);
