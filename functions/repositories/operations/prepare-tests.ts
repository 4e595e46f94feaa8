import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import { Tree } from '../contract.ts';
import { archiveOf } from '../domain/archive.ts';
import { type TestOrder, testedFiles } from '../domain/test-run.ts';

/** Seconds for which the archive can be read: longer than a runner may take to come to it. */
const readable = 3_600;

const downloadsAtOnce = 16;

interface Dependencies {
  readonly runsOf: (principal: Principal) => TestRuns;
  readonly artefacts: Pick<Artefacts, 'getJson' | 'getBytes' | 'putBytes'>;
  readonly artefactUrl: (key: string, seconds: number) => Promise<string>;
  readonly now: () => Date;
}

/** Answer of `prepare-tests`; `settled`: this attempt has its result already. */
export const PrepareTestsOutput = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('prepared'), archive: z.url() }),
  z.object({ outcome: z.literal('settled') }),
]);

/** Claims an attempt and packs all that it needs into one archive, with an address that gives nothing else away. */
export const prepareTests =
  ({ runsOf, artefacts, artefactUrl, now }: Dependencies) =>
  async (order: TestOrder): Promise<z.infer<typeof PrepareTestsOutput>> => {
    const { tenant, repositoryId, id, attempt, commit, path } = order;
    const runs = runsOf(systemPrincipal(tenant, 'prepare-tests'));
    const startedAt = now().toISOString();
    if (!(await runs.begin(repositoryId, { id, state: 'running', attempt, commit, startedAt }))) {
      return { outcome: 'settled' };
    }
    const tree = await artefacts.getJson(order.tree, Tree);
    const files = await inParallel(testedFiles(path, tree), downloadsAtOnce, async (file) => ({
      path: file.path,
      bytes: await artefacts.getBytes(file.key),
    }));
    const key = `${tenant}/tests/${repositoryId}/${id}.tar.gz`;
    await artefacts.putBytes(key, archiveOf(files));
    return { outcome: 'prepared', archive: await artefactUrl(key, readable) };
  };
