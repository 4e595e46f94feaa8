import { expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { knowledgeEvents } from '../../knowledge/contract.ts';
import { runEvents } from '../../runs/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import { eventStore } from '../adapters/event-store.ts';
import { followStore } from '../adapters/follow-store.ts';
import type { ConversationReported } from '../contract.ts';
import { conversationsOf } from '../domain/keeping.ts';
import { announceEvent } from './announce-event.ts';
import { EndOfRun, type ReportDue, reportRun } from './report-run.ts';

const run = 'n-01k9x3f2q7wz';
const time = '2026-11-21T12:00:00.000Z';
const subject: Principal['subject'] = { kind: 'key', id: 'kim' };

const changed = {
  ...{ id: `${run}/ended`, time, tenant: 'acme', correlationId: run },
  run: {
    ...{ id: run, workflow: 'nightly_sales', repository: 'company/sales', environment: 'main', duration: 4.234 },
    ...{ triggeredBy: 'kim', queuedAt: time, airflowUrl: 'https://airflow.example.com/x' },
  },
};
const ended = (state: string) =>
  EndOfRun.parse({
    source: runEvents.source,
    'detail-type': runEvents.ended,
    detail: { ...changed, run: { ...changed.run, state } },
  });
const diagnosed = (error?: { kind: string; message: string; task: string }) =>
  EndOfRun.parse({
    source: knowledgeEvents.source,
    'detail-type': knowledgeEvents.runDiagnosed,
    detail: {
      ...{ id: `${run}/x`, time, tenant: 'acme', correlationId: run, run },
      ...{ workflow: 'nightly_sales', repository: 'company/sales', error },
    },
  });
const refused = {
  kind: 'connection refused',
  message: 'connection to warehouse:5432 refused\nIs it up?',
  task: 'load',
};

const start = async (conversations = ['c-1']) => {
  const store = memoryStore();
  const follows = followStore(store);
  for (const conversation of conversations) {
    await store.put(conversationsOf(subject), conversation, { id: conversation });
    await follows.add(run, { subject, conversation, message: 'm-1' }, new Date(time));
  }
  const put: ConversationReported[] = [];
  const due: ReportDue[] = [];
  const bus = { isDown: false };
  const keys = { areRevoked: false };
  const report = reportRun({
    followsOf: () => follows,
    actForKey: async ({ tenant, key }) => {
      if (keys.areRevoked) {
        throw new DomainError('key.missing', `The API key ${key} of ${tenant} is revoked.`);
      }
      return 'token';
    },
    announce: announceEvent({ eventsOf: (owner) => eventStore(store, owner), push: async () => undefined }),
    putEvents: async (_source, _type, events) => {
      if (bus.isDown) {
        throw new Error('the bus is down');
      }
      put.push(...(events as ConversationReported[]));
    },
    putOff: async (message) => {
      due.push(message);
    },
    now: () => new Date(time),
  });
  const told = async (conversation = 'c-1') =>
    (await eventStore(store, { subject }).list(conversation, { limit: 10 })).items.map(({ text }) => text);
  return { store, report, put, due, bus, keys, told };
};

it('the end of a run is told in the conversation that began it, and to the doors', async () => {
  const { report, put, told } = await start();
  await report(ended('success'));
  expect(await told()).toEqual([`nightly_sales succeeded after 4.2 s (run ${run}).`]);
  expect(put).toMatchObject([{ tenant: 'acme', subject, conversation: 'c-1', message: 'm-1', correlationId: run }]);
});

it('is told once, though the event comes twice', async () => {
  const { report, put, told } = await start();
  await Promise.all([report(ended('success')), report(ended('success'))]);
  await report(ended('success'));
  expect(await told()).toHaveLength(1);
  expect(new Set(put.map(({ id }) => id)).size).toBe(1);
});

it('is told in each conversation that waits for it, and in no other', async () => {
  const { report, told, put } = await start(['c-1', 'c-2']);
  await report(ended('cancelled'));
  expect([...(await told('c-1')), ...(await told('c-2'))]).toEqual([
    `nightly_sales was cancelled after 4.2 s (run ${run}).`,
    `nightly_sales was cancelled after 4.2 s (run ${run}).`,
  ]);
  expect(new Set(put.map(({ id }) => id)).size).toBe(2);
});

it('a failure is told with its cause, once that is known', async () => {
  const { report, due, told } = await start();
  await report(ended('failed'));
  expect(await told()).toEqual([]);
  await report(diagnosed(refused));
  expect(await told()).toEqual([`nightly_sales failed in load: connection to warehouse:5432 refused (run ${run}).`]);
  for (const each of due) await report(each);
  expect(await told()).toHaveLength(1);
});

it('what a log says is told without links, mentions, and what steers a terminal or hides', async () => {
  const { report, told } = await start();
  const message = 'see <https://evil.example/x|here> or https://evil.example/y \u202egnirts \u001b[2J<!channel>';
  await report(diagnosed({ ...refused, message }));
  expect((await told())[0]).not.toMatch(/https?:|<|[\p{Cc}\p{Cf}]/u);
});

it('a failure whose cause nobody finds is told without it, later', async () => {
  const { report, due, told } = await start();
  await report(ended('failed'));
  await report(diagnosed());
  expect(await told()).toEqual([]);
  for (const each of due) await report(each);
  expect(await told()).toEqual([`nightly_sales failed after 4.2 s (run ${run}).`]);
});

it('runs that no conversation began are nobody’s news', async () => {
  const { report, due, put } = await start([]);
  await report(ended('failed'));
  await report(diagnosed(refused));
  expect([due, put]).toEqual([[], []]);
});

it('what was told but not put on the bus is put there when the event comes again, in the same words', async () => {
  const { report, put, bus, told } = await start();
  bus.isDown = true;
  await expect(report(diagnosed(refused))).rejects.toThrow('the bus is down');
  bus.isDown = false;
  await report(diagnosed({ ...refused, message: 'something else' }));
  expect(await told()).toHaveLength(1);
  expect(put.map(({ text }) => text)).toEqual(await told());
});

it('a conversation that was deleted is told nothing', async () => {
  const { store, report, put } = await start();
  await store.remove(conversationsOf(subject), 'c-1');
  await report(ended('success'));
  expect(put).toEqual([]);
});

it('whose key was revoked meanwhile is told nothing, over no connection that is still open', async () => {
  const { report, put, keys, told } = await start();
  keys.areRevoked = true;
  await report(diagnosed(refused));
  expect([await told(), put]).toEqual([[], []]);
});
