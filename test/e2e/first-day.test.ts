import { expect, inject, test } from 'vitest';
import { httpsDoor, terminalDoor, webSocketDoor } from '../support/doors.ts';
import { spendFirstDay } from '../support/first-day.ts';

const cloud = inject('cloud');

test.concurrent.each([
  ['HTTPS', httpsDoor],
  ['a WebSocket', webSocketDoor],
  ['the terminal', terminalDoor],
] as const)(
  'a first day over %s: add my repo, run it, why did it fail, what changed, roll it back',
  async (_name, open) => {
    const door = await open(cloud);
    try {
      await expect(spendFirstDay(cloud, door)).resolves.toBeUndefined();
    } finally {
      await door.close();
    }
  },
);
