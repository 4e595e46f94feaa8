import {
  type Cloud,
  type ConnectedRepository,
  clientOf,
  connectRepository,
  eventually,
  receiptOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { measureBundleAlone } from './bundle-floor.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

const perKind = 34;
const simultaneous = 20;
const rollbacks = 10;

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

const row = (name: string, values: readonly number[]): (string | number)[] => [
  name,
  values.length,
  seconds(percentile(values, 0.5)),
  seconds(percentile(values, 0.95)),
  seconds(Math.max(...values)),
];

/** Pushes and answers the milliseconds from `git push` returning to the receipt being there for a reader. */
const timePush = async (cloud: Cloud, repository: ConnectedRepository, message: string): Promise<number> => {
  const { commit, returnedAt } = await repository.clone.push(message);
  const receipt = await receiptOf(cloud, repository.name, commit, 120);
  if (receipt.outcome !== 'live') throw new Error(`${message}: ${receipt.outcome} ${receipt.error ?? ''}`);
  return Date.now() - returnedAt;
};

/** Asks for the version before and answers the milliseconds until Airflow shows it. */
const timeRollback = async (cloud: Cloud, workflow: string): Promise<number> => {
  const startedAt = Date.now();
  await clientOf(cloud).call('workflows.rollback', { workflow });
  await eventually(`${workflow} at the version before`, 60, async () =>
    (await clientOf(cloud).call('workflows.get', { workflow })).hold?.isInForce ? true : undefined,
  );
  return Date.now() - startedAt;
};

/** Push to receipt, one after another and twenty at once, beside the floor that Airflow's own bundle sets. */
export const benchPush = async (cloud: Cloud): Promise<void> => {
  const repository = await connectRepository(cloud);
  const dagId = unique('bench');
  const flow = (expression: string): string => dagSource(dagId, { imports: 'from helpers import answer', expression });
  await repository.clone.write({
    'dags/flow.py': flow('answer()'),
    'dags/helpers.py': 'def answer():\n    return 0\n',
  });
  await timePush(cloud, repository, 'warm-up');

  const added: number[] = [];
  const changed: number[] = [];
  const module: number[] = [];
  for (let index = 1; index <= perKind; index += 1) {
    await repository.clone.write({ [`dags/new_${index}.py`]: dagSource(`${dagId}_${index}`) });
    added.push(await timePush(cloud, repository, `new file ${index}`));
    await repository.clone.write({ 'dags/flow.py': flow(`answer() + ${index}`) });
    changed.push(await timePush(cloud, repository, `changed file ${index}`));
    await repository.clone.write({ 'dags/helpers.py': `def answer():\n    return ${index}\n` });
    await repository.clone.remove(`dags/new_${index}.py`);
    module.push(await timePush(cloud, repository, `changed module ${index}`));
    console.log(
      `${index}/${perKind}: new ${added.at(-1)} ms, changed ${changed.at(-1)} ms, module ${module.at(-1)} ms`,
    );
  }

  const back: number[] = [];
  for (let index = 1; index <= rollbacks; index += 1) {
    await repository.clone.write({ 'dags/flow.py': flow(`answer() - ${index}`) });
    await timePush(cloud, repository, `to be taken back ${index}`);
    back.push(await timeRollback(cloud, dagId));
  }

  const repositories: ConnectedRepository[] = [];
  for (let index = 0; index < simultaneous; index += 1) {
    const each = await connectRepository(cloud);
    await each.clone.write({ 'dags/flow.py': dagSource(unique('together')) });
    repositories.push(each);
  }
  const together = await Promise.all(repositories.map((each, index) => timePush(cloud, each, `together ${index}`)));
  const floor = await measureBundleAlone(cloud, 30);

  writeSection(
    'From `git push` returning to the receipt',
    `${table(
      ['pushes', 'n', 'p50 s', 'p95 s', 'max s'],
      [
        row('one after another: a new file', added),
        row('one after another: a changed file', changed),
        row('one after another: only a module changed (all workflows move)', module),
        row('one after another, all', [...added, ...changed, ...module]),
        row(`${simultaneous} at once to ${simultaneous} repositories`, together),
        row('rollback: from asking to visible in Airflow', back),
        row('floor: PutObject to visible in Airflow, its own S3 bundle alone', floor),
        ['for comparison: provisioned MWAA, as documented', '-', '-', '30 s sync + up to 300 s scan', '-'],
      ],
    )}

One after another the receipt says *visible in Airflow*: Airflow itself has shown the release that was pushed.`,
  );
};
