import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { TaskLog, TaskLogs } from '../adapters/task-logs.ts';
import type { LogLine } from '../contract.ts';
import { readLogs } from './read-logs.ts';

const call: Call = {
  principal: systemPrincipal('acme', 'kim'),
  principalToken: 'token',
  authorise: () => {},
  now: () => new Date(0),
  requestId: 'r1',
};

const log = (task: string, number = 1, mapIndex = -1): TaskLog => ({
  stream: `${task}/${mapIndex}/${number}`,
  task,
  mapIndex,
  try: number,
});

/** Logs whose events come in pages of two, as CloudWatch's do in pages of its own size. */
const open = (written: readonly (TaskLog & { events: readonly string[] })[]) => {
  const logs: Pick<TaskLogs, 'list' | 'read'> = {
    list: async () => [...written],
    read: async (_name, stream, token = '0') => {
      const events = written.find((each) => each.stream === stream)?.events ?? [];
      const end = Number(token) + 2;
      return {
        events: events.slice(Number(token), end).map((message) => ({ message, at: 0, takenAt: 0 })),
        next: end < events.length ? `${end}` : undefined,
      };
    },
  };
  const run = { workflow: 'nightly', repository: 'company/sales', airflow: { mwaaName: 'main-airflow', runId: 'n-1' } };
  const store = { find: async () => run } as unknown as RunStore;
  const read = readLogs({ storeOf: () => store, logs, maskingOf: async () => ({ key: Buffer.alloc(32, 1) }) });
  return (input: Partial<Parameters<typeof read>[0]> = {}) => read({ run: 'n-1', limit: 500, ...input }, call);
};

const shown = (items: readonly LogLine[]) => items.map(({ task, line, message }) => `${task} ${line} ${message}`);

describe('reading the logs of a run', () => {
  it('gives one task after the other, each counted from line one', async () => {
    const read = open([
      { ...log('extract'), events: ['a', 'b\nc', 'd'] },
      { ...log('load'), events: ['e'] },
    ]);
    const { items, next } = await read();
    expect(shown(items)).toEqual(['extract 1 a', 'extract 2 b', 'extract 3 c', 'extract 4 d', 'load 1 e']);
    expect(next).toBeUndefined();
  });

  it('gives the last try of each task, or the one asked for', async () => {
    const read = open([
      { ...log('load', 1), events: ['first'] },
      { ...log('load', 2), events: ['second'] },
    ]);
    expect(shown((await read()).items)).toEqual(['load 1 second']);
    expect(shown((await read({ try: 1 })).items)).toEqual(['load 1 first']);
  });

  it('keeps the instances of a mapped task apart', async () => {
    const read = open([
      { ...log('load', 1, 0), events: ['zero'] },
      { ...log('load', 1, 1), events: ['one'] },
    ]);
    expect(shown((await read({ task: 'load' })).items)).toEqual(['load[0] 1 zero', 'load[1] 1 one']);
    expect(shown((await read({ task: 'load[1]' })).items)).toEqual(['load[1] 1 one']);
  });

  it('is empty where nothing was written', async () => {
    expect(await open([])()).toEqual({ items: [] });
  });

  it('shows no secret, also where a private key is printed line by line', async () => {
    const key = [
      '-----BEGIN PRIVATE KEY-----',
      `MIIE${'A1b2'.repeat(15)}`,
      `${'A1b2'.repeat(16)}`,
      '-----END PRIVATE KEY-----',
    ];
    const read = open([{ ...log('load'), events: ['password=hunter2', ...key, 'after'] }]);
    const { items } = await read();
    expect(items.map(({ message }) => message).join('\n')).not.toMatch(/hunter2|MIIE|A1b2/);
    expect(items.at(-1)).toMatchObject({ line: 6, message: 'after' });
  });

  it('cuts a long line only after it was masked', async () => {
    const token = `ghp_${'a1'.repeat(18)}`;
    const read = open([{ ...log('load'), events: [`${'x'.repeat(1_990)} ${token} end`] }]);
    const [line] = (await read()).items;
    expect(line?.message).toMatch(/^x{1990} ‹github-t…$/);
  });

  it('refuses a cursor that is not one of this log', async () => {
    const read = open([{ ...log('load'), events: ['a'] }]);
    const forge = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url');
    const positions = [
      { stream: 'other', skip: 0, line: 1 },
      { stream: 'load/-1/1', skip: 1e300, line: 1 },
      { stream: 'load/-1/1', skip: 0, line: 2 ** 40 },
    ];
    for (const cursor of ['nonsense', ...positions.map(forge)]) {
      await expect(read({ cursor })).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });

  it('gives every line once, whatever the size of a page', async () => {
    const events = fc.array(fc.constantFrom('a', 'b\nc', 'd\ne\nf', ''), { maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), async (all, limit) => {
        const read = open(all.map((each, index) => ({ ...log(`t${index}`), events: each })));
        const paged: LogLine[] = [];
        let cursor: string | undefined;
        do {
          const { items, next } = await read({ limit, cursor });
          expect(items.length).toBeLessThanOrEqual(limit);
          paged.push(...items);
          cursor = next;
        } while (cursor !== undefined);
        expect(paged).toEqual((await read()).items);
      }),
    );
  });
});
