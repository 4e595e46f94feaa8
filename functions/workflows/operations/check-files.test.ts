import { beforeEach, describe, expect, it } from 'vitest';
import { advisoryFeed } from '../../../test/support/advisory-feed.ts';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';
import { Plan } from '../contract.ts';

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

const check = async (sources: Readonly<Record<string, string>>): Promise<Plan> => {
  const { check: checked } = await world.check(await world.fetch(sources));
  return world.artefacts.getJson(checked.plan, Plan);
};

const importing = (dagId: string) => `from helpers import load\n${dag(dagId)}`;

describe('what others depend on', () => {
  const tree = { 'a.py': importing('a'), 'b.py': dag('b'), 'helpers.py': 'def load(): pass\n', 'q.sql': 'select 1' };
  beforeEach(async () => {
    await world.push(tree);
  });

  it('a module that becomes broken keeps every DAG back that imports it, and no other', async () => {
    const { outcomes } = await world.push({ ...tree, 'helpers.py': 'def load(: pass\n' });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'quarantined', findings: [{ rule: 'broken-import' }] });
    expect(outcomes['b.py']?.outcome).toBe('live');
  });

  it.each(['helpers.py', 'q.sql', 'settings.yaml'])(
    'a change of %s moves every DAG of the repository',
    async (path) => {
      const { publish } = await check({ ...tree, [path]: '# changed\n' });
      expect(publish.map((file) => file.path)).toEqual(['a.py', 'b.py']);
    },
  );
});

describe('packages', () => {
  const installing = (requirement: string) =>
    `${dag('a')}\nfrom airflow.sdk import task\n\n@task.virtualenv(requirements=["${requirement}"])\ndef load():\n    pass\n`;
  const tree = { 'a.py': installing('acme-stealer==2.0.0'), 'requirements.txt': 'pandas\nacme-parser==1.4\n' };

  it('are compared with the advisories of the day, also for files that were checked before', async () => {
    const before = await check(tree);
    expect(before.publish).toHaveLength(1);
    expect(before.notes).toEqual(['requirements.txt:1 pandas may be any version.']);
    await world.artefacts.putJson('acme/advisories.json', advisoryFeed);
    const after = await check(tree);
    expect(after.publish).toHaveLength(0);
    expect(after.quarantine[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: 'malicious-package', severity: 'critical' }),
    );
    expect(after.notes).toContainEqual(expect.stringContaining('requirements.txt:2 acme-parser 1.4 is known'));
  });

  it('are published where the advisories cannot be read, and the receipt says so', async () => {
    await world.artefacts.putBytes('acme/advisories.json', Buffer.from('{'));
    const plan = await check(tree);
    expect(plan.publish).toHaveLength(1);
    expect(plan.notes[0]).toContain('not compared with advisories: acme/advisories.json');
  });
});
