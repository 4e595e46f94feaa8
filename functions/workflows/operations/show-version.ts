import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { showVersion as operation } from '../contract.ts';
import { versionOf } from '../domain/manifest.ts';
import { showRecord } from '../domain/version-record.ts';
import { findVersion } from './find-version.ts';
import { findWorkflow } from './find-workflow.ts';
import { readRelease } from './read-release.ts';

/** Characters of the source that are shown. */
const sourceShown = 100_000;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly artefacts: Artefacts;
}

/** Shows when a version went live by a push for the last time, and its source. */
export const showVersion =
  ({ storeOf, artefacts }: Deps): Implementation<typeof operation> =>
  async ({ workflow: dagId, version: name }, call) => {
    const { tenant } = call.principal;
    const store = storeOf(call.principal);
    const { repository, repositoryId, path } = await findWorkflow(store, dagId, call);
    const records = await store.recentMoves(repositoryId, path);
    const version = findVersion(dagId, records, name);
    const record = records.find(
      ({ cause, live }) => cause === 'push' && live && versionOf(live) === versionOf(version),
    );
    const release = await readRelease(artefacts)({ tenant, repositoryId, release: version.release });
    const bytes = await release.read(path);
    if (!record || !bytes) {
      throw new DomainError('resource.unknown', `The files of ${dagId} at ${name} are gone.`);
    }
    return { ...showRecord(repository, record), source: Buffer.from(bytes).toString('utf8').slice(0, sourceShown) };
  };
