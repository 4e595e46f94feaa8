import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { RunLogEvent, RunLogHead } from '../../knowledge/contract.ts';
import { type Airflow, AirflowRefused, type AirflowTask, AirflowUnavailable } from '../../shared/airflow.ts';
import { runStore } from '../adapters/run-store.ts';
import type { TaskLog, TaskLogs, WrittenEvent } from '../adapters/task-logs.ts';
import type { RunChanged } from '../contract.ts';
import { endRun, type LedgerRun, showRun } from '../domain/run.ts';
import { fetchRunLogs, LogsNotComplete } from './fetch-run-logs.ts';
import { readLogs } from './read-logs.ts';

const endedAt = '2026-01-01T00:00:10.000Z';
const end = Date.parse(endedAt);
const run: LedgerRun = {
  ...endRun(
    {
      id: 'n-000000000001',
      workflow: 'nightly',
      repository: 'company/sales',
      environment: 'main',
      state: 'running',
      triggeredBy: 'kim',
      queuedAt: '2026-01-01T00:00:00.000Z',
      startedAt: '2026-01-01T00:00:01.000Z',
      airflowUrl: 'https://airflow.example.com/dags/nightly/runs/n-000000000001',
      airflow: { mwaaName: 'main-airflow', airflowVersion: '3.3.2', runId: 'n-000000000001' },
      isAccepted: true,
      commit: 'c'.repeat(40),
    },
    'failed',
    endedAt,
  ),
};
const event: RunChanged = {
  id: 'e1',
  time: endedAt,
  tenant: 'acme',
  correlationId: run.id,
  run: showRun(run),
};

const taskOf = (taskId: string, state = 'failed', tries = 1, mapIndex = -1): AirflowTask => ({
  taskId,
  runId: run.id,
  mapIndex,
  try: tries,
  state,
  hasProcess: true,
  startedAt: '2026-01-01T00:00:02+00:00',
  endedAt: '2026-01-01T00:00:09+00:00',
});

/** What CloudWatch took after the task's end, so that it is whole. */
const written = (message: unknown, at = end - 1_000, takenAt = end): WrittenEvent => ({
  message: typeof message === 'string' ? message : JSON.stringify(message),
  at,
  takenAt,
});

/** Makes events only when they are read: a log may be larger than memory. */
interface FakeLog {
  readonly length: number;
  readonly at: (index: number) => WrittenEvent;
}
const listed = (...events: WrittenEvent[]): FakeLog => ({
  length: events.length,
  at: (index) => events[index] ?? written(''),
});

const makeWorld = async () => {
  const store = runStore(memoryStore());
  await store.begin(run, undefined, 0);
  const clock = { time: end + 500 };
  const streams = new Map<string, { log: TaskLog; content: FakeLog }>();
  const documents = new Map<string, string>();
  const puts: string[] = [];
  const requests: string[] = [];
  const waited: number[] = [];
  const far = {
    tasks: [] as AirflowTask[],
    error: undefined as Error | undefined,
    /** Milliseconds that a page of CloudWatch takes. */
    pageTime: 0,
    /** What happens while we wait. */
    whileWaiting: () => {},
  };
  const write = (task: string, content: FakeLog, attempt = 1, mapIndex = -1) => {
    const stream = `${task}/${mapIndex}/${attempt}`;
    streams.set(stream, { log: { stream, task, mapIndex, try: attempt }, content });
  };
  const eventsOf = ({ length, at }: FakeLog, from: number, to: number) =>
    Array.from({ length: Math.min(to, length) - from }, (_, index) => at(from + index));
  const contentOf = (stream: string): FakeLog => streams.get(stream)?.content ?? listed();
  const logs: TaskLogs = {
    list: async () => [...streams.values()].map(({ log }) => log),
    read: async (_name, stream, token = '0', limit = 1_000) => {
      requests.push(stream);
      clock.time += far.pageTime;
      const content = contentOf(stream);
      const [from, to] = [Number(token), Math.min(Number(token) + limit, content.length)];
      return { events: eventsOf(content, from, to), next: to === from ? undefined : `${to}` };
    },
    readEnd: async (_name, stream, limit) => {
      const content = contentOf(stream);
      return eventsOf(content, Math.max(content.length - limit, 0), content.length);
    },
  };
  const airflow = {
    listTasks: async () => {
      if (far.error) {
        throw far.error;
      }
      return far.tasks;
    },
  } as unknown as Airflow;
  const maskingOf = async () => ({ key: Buffer.alloc(32, 1) });
  const fetch = fetchRunLogs({
    storeOf: () => store,
    airflowOf: () => airflow,
    logs,
    maskingOf,
    putDocument: async (key, text) => {
      const isNew = documents.get(key) !== text;
      documents.set(key, text);
      if (isNew) {
        puts.push(key);
      }
      return isNew;
    },
    now: () => new Date(clock.time),
    sleep: async (milliseconds) => {
      waited.push(milliseconds);
      clock.time += milliseconds;
      far.whileWaiting();
    },
  });
  const call = {
    principal: { tenant: 'acme' },
    authorise: () => {},
  } as unknown as Parameters<ReturnType<typeof readLogs>>[1];
  const read = () => {
    const [head = '', ...events] = (documents.get('acme/runs/runs/n-000000000001.jsonl') ?? '').trimEnd().split('\n');
    return {
      head: RunLogHead.parse(JSON.parse(head)),
      events: events.map((line) => RunLogEvent.parse(JSON.parse(line))),
    };
  };
  return {
    store,
    clock,
    far,
    write,
    streams,
    documents,
    puts,
    requests,
    waited,
    read,
    fetch: () => fetch(event),
    /** What `runs.logs` shows of a try. */
    show: (attempt: number) =>
      readLogs({ storeOf: () => store, logs, maskingOf })({ run: run.id, try: attempt, limit: 1_000 }, call),
  };
};

let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld();
});

describe('a run’s logs', () => {
  const failure = {
    event: 'Task failed with exception',
    level: 'error',
    logger: 'task',
    error_detail: [
      { exc_type: 'LoadError', exc_value: 'cannot load', frames: [] },
      { exc_type: 'OSError', exc_value: 'refused\npassword=hunter2', is_cause: true, frames: [] },
    ],
  };

  beforeEach(() => {
    world.far.tasks = [taskOf('load', 'failed', 2), taskOf('extract', 'success')];
    world.write('extract', listed(written('one'), written('two\nthree')));
    world.write('load', listed(written('first try')), 1);
    world.write('load', listed(written({ event: 'opening\nit', level: 'info' }), written(failure)), 2);
  });

  it('are written down with all tries, what is known of the run, and the marker goes', async () => {
    await world.fetch();
    const { head, events } = world.read();
    expect(head).toMatchObject({
      run: { id: run.id, workflow: 'nightly', state: 'failed', commit: run.commit },
      commit: run.commit,
      tasks: [
        { task: 'extract', state: 'success' },
        { task: 'load', state: 'failed', try: 2 },
      ],
      notes: [],
    });
    expect(events.map(({ task, try: attempt, line }) => `${task} ${attempt} ${line}`)).toEqual([
      'extract 1 1',
      'extract 1 2',
      'load 1 1',
      'load 2 1',
      'load 2 3',
    ]);
    expect(events.at(-1)).toMatchObject({
      level: 'error',
      logger: 'task',
      exceptions: [
        { type: 'OSError', message: expect.stringMatching(/^refused\npassword=‹secret:[0-9a-f]{6}›$/), line: 5 },
        { type: 'LoadError', message: 'cannot load', line: 9 },
      ],
    });
    expect(await world.store.listUnread(10)).toEqual([]);
    expect((await world.store.find(run.id))?.logs).toBe('read');
  });

  it('have the lines and numbers that runs.logs shows', async () => {
    await world.fetch();
    const { items } = await world.show(2);
    const lines = world
      .read()
      .events.filter((each) => each.task === 'load' && each.try === 2)
      .flatMap(({ line, lines }) => lines.map((message, index) => ({ line: line + index, message })));
    expect(lines).toEqual(items.map(({ line, message }) => ({ line, message })));
  });

  it('are read once, and put once though they are read twice', async () => {
    await world.fetch();
    const asked = world.requests.length;
    await world.fetch();
    expect(world.requests).toHaveLength(asked);
    const again = await makeWorld();
    again.far.tasks = world.far.tasks;
    for (const { log, content } of world.streams.values()) {
      again.write(log.task, content, log.try);
    }
    await again.fetch();
    expect([...again.documents]).toEqual([...world.documents]);
  });

  it('hold no secret, of whatever kind and wherever', async () => {
    const secrets = ['hunter2', `ghp_${'a1'.repeat(18)}`, 'kim@example.com', `AKIA${'Q7'.repeat(8)}`];
    const chain = secrets.map((secret) => ({ exc_type: 'E', exc_value: `password=${secret}`, is_cause: true }));
    const key = ['-----BEGIN PRIVATE KEY-----', `MIIE${'A1b2'.repeat(15)}`, 'Zm9v', '-----END PRIVATE KEY-----'];
    world.write(
      'load',
      listed(
        written(`\u001b[31m${secrets.slice(1).join(' ')}\u001b[0m password=${secrets[0]}`),
        written(`{"event": "cut off: \\"password\\": \\"${secrets[0]}\\"`),
        ...key.map((line) => written(line)),
        written({ event: key.join('\n'), error_detail: chain }),
      ),
      2,
    );
    await world.fetch();
    const document = [...world.documents.values()].join();
    for (const secret of [...secrets.slice(1), 'password=hunter2', '"hunter2', 'MIIE', 'A1b2A1b2', 'Zm9v']) {
      expect(document).not.toContain(secret);
    }
  });

  it('of noise are read as far as they make sense', async () => {
    world.write(
      'load',
      listed(
        written('\u0000\u0001\ufffd\ufffd binary \u001b[2J'),
        written({ event: 'caf\ufffd', level: 7, error_detail: 'no list' }),
        written('x'.repeat(5_000_000)),
        written(''),
      ),
      2,
    );
    await world.fetch();
    const lines = world.read().events.flatMap((each) => (each.try === 2 ? each.lines : []));
    expect(lines).toEqual(['\ufffd\ufffd binary ', 'caf\ufffd', `${'x'.repeat(2_000)}…`, '']);
  });

  it('are nothing to fetch of a run that goes on, or that nobody knows', async () => {
    const open = { ...run, state: 'running' as const, endedAt: undefined };
    await world.store.replace(run, open);
    await world.fetch();
    expect(world.puts).toEqual([]);
  });
});

describe('a log that is not there to its end', () => {
  it('is waited for', async () => {
    world.far.tasks = [taskOf('load')];
    world.write('load', listed(written('early', end - 9_000, end - 8_000)));
    world.far.whileWaiting = () => {
      if (world.waited.length === 2) {
        world.write('load', listed(written('early', end - 9_000, end - 8_000), written('the end')));
      }
    };
    await world.fetch();
    expect(world.waited).toHaveLength(2);
    expect(world.read()).toMatchObject({ head: { notes: [] }, events: [{}, { lines: ['the end'] }] });
  });

  it('is tried again later, and nothing is written', async () => {
    world.far.tasks = [taskOf('load')];
    await expect(world.fetch()).rejects.toThrow(LogsNotComplete);
    expect(world.clock.time - end).toBeLessThan(20_000);
    expect(world.puts).toEqual([]);
    expect(await world.store.listUnread(10)).toHaveLength(1);
  });

  it('is taken as it is in the end, with a note', async () => {
    world.far.tasks = [taskOf('load'), taskOf('extract', 'failed', 2), taskOf('silent', 'success')];
    world.write('extract', listed(written('first')), 1);
    world.write('extract', listed(written('early', end - 9_000, end - 8_000)), 2);
    world.write('silent', listed(written('early', end - 9_000, end - 8_000)));
    world.clock.time = end + 3 * 60_000;
    await world.fetch();
    expect(world.waited).toEqual([]);
    expect(world.read().head.notes).toEqual([
      'of task load, try 1, there is no log',
      'of task extract, try 2, the last lines may be missing',
    ]);
    expect((await world.store.find(run.id))?.logs).toBe('read');
  });

  it('is not expected of a task that had no process', async () => {
    world.far.tasks = [
      { ...taskOf('never', 'upstream_failed', 0), hasProcess: false },
      { ...taskOf('empty', 'success'), hasProcess: false },
    ];
    await world.fetch();
    expect(world.read()).toMatchObject({ head: { notes: [] }, events: [] });
  });

  it('is not expected of a run that Airflow refuses to tell of, and the reason is masked', async () => {
    world.far.error = new AirflowRefused('no such DAG for kim@example.com');
    await world.fetch();
    expect(world.read().head.notes).toEqual([
      expect.stringMatching(/^the tasks are not known: no such DAG for ‹email:[0-9a-f]{6}›$/),
    ]);
  });

  it('while Airflow is away is tried again', async () => {
    world.far.error = new AirflowUnavailable('away');
    await expect(world.fetch()).rejects.toThrow(AirflowUnavailable);
    expect(world.puts).toEqual([]);
  });
});

describe('a log without end', () => {
  it('of 200 MB keeps its beginning, its end and what is alarming, in bounded memory, and says so', async () => {
    world.far.tasks = [taskOf('load')];
    const message = 'x'.repeat(980);
    world.write('load', {
      length: 200_000,
      at: (index) =>
        written(
          index === 123_456
            ? { event: 'disk is full', level: 'error' }
            : { event: `${index} ${message}`, level: 'info', logger: 'task.stdout' },
        ),
    });
    await world.fetch();
    const { head, events } = world.read();
    expect(events[0]?.line).toBe(1);
    expect(events.at(-1)?.line).toBe(200_000);
    expect(events.find(({ level }) => level === 'error')).toMatchObject({ line: 123_457, lines: ['disk is full'] });
    expect(head.notes).toEqual([
      expect.stringMatching(/^of task load, try 1, 19\d,\d{3} lines in the middle were left/),
    ]);
    expect([...world.documents.values()].join().length).toBeLessThan(9_000_000);
  }, 60_000);

  it('of many tries shares what there is, and the short ones stay whole', async () => {
    const maps = Array.from({ length: 40 }, (_, index) => index);
    world.far.tasks = maps.map((index) => taskOf('part', 'failed', 1, index));
    for (const index of maps) {
      const length = index === 0 ? 3 : 1_500;
      world.write('part', { length, at: (line) => written(`${line} ${'y'.repeat(500)}`) }, 1, index);
    }
    await world.fetch();
    const { head, events } = world.read();
    expect([...world.documents.values()].join().length).toBeLessThan(8_500_000);
    expect(events.filter(({ mapIndex }) => mapIndex === 0)).toHaveLength(3);
    expect(head.notes).toHaveLength(39);
    expect(head.notes[0]).toMatch(/^of task part\[\d+\], try 1, [\d,]+ lines in the middle were left out$/);
  });

  it('of more tries than are read is not waited for, and none is said to be missing', async () => {
    world.far.tasks = Array.from({ length: 1_001 }, (_, index) => taskOf('each', 'success', 1, index));
    for (let index = 0; index <= 1_000; index += 1) {
      world.write('each', listed(written('done')), 1, index);
    }
    await world.fetch();
    expect(world.waited).toEqual([]);
    expect(world.read().head.notes).toEqual(['the logs of 1 more tries were not read']);
  });

  it('is left after a minute for its end, whose lines count from the last', async () => {
    world.far.tasks = [taskOf('load')];
    world.far.pageTime = 25_000;
    world.write('load', { length: 100_000, at: (index) => written(`line ${index + 1}`, end - 200_000 + index) });
    world.clock.time = end + 3 * 60_000;
    await world.fetch();
    const { head, events } = world.read();
    expect(events[0]).toMatchObject({ line: 1, lines: ['line 1'] });
    expect(events.at(-1)).toMatchObject({ line: -1, lines: ['line 100000'] });
    expect(events.filter(({ line }) => line < 0)).toHaveLength(2_000);
    expect(head.notes.join()).toMatch(/too long to be read to its end in time/);
  });
});
