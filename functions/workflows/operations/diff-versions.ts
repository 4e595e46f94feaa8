import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import type { OutputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { diffVersions as operation, ReleaseFiles } from '../contract.ts';
import { type Version, versionOf } from '../domain/manifest.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { stepBack } from '../domain/version-record.ts';
import { findVersion } from './find-version.ts';
import { findWorkflow } from './find-workflow.ts';
import { readRelease } from './read-release.ts';

/** Files and characters that are shown, and bytes of a file that is compared at all. */
const filesShown = 50;
const diffShown = 100_000;
const comparedBytes = 500_000;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly artefacts: Artefacts;
}

type Change = OutputOf<typeof operation>['files'][number];

/** What a workflow may read that differs: its own file and all that is no other workflow's, its own first. */
const findChanges = (own: string, from: ReleaseFiles, to: ReleaseFiles): Change[] => {
  const mayRead = ({ path, isDagFile }: ReleaseFiles[number]) => path === own || !isDagFile;
  const before = new Map(from.filter(mayRead).map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(to.filter(mayRead).map(({ path, sha256 }) => [path, sha256]));
  const paths = [...new Set([own, ...before.keys(), ...after.keys()])];
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => {
      const change = before.has(path) ? (after.has(path) ? 'changed' : 'removed') : 'added';
      return { path, change };
    });
};

const isText = (bytes: Uint8Array): boolean => bytes.length <= comparedBytes && !bytes.includes(0);

const compareFile = (path: string, from: Uint8Array | undefined, to: Uint8Array | undefined): string => {
  const [before, after] = [from ?? new Uint8Array(), to ?? new Uint8Array()];
  if (!isText(before) || !isText(after)) {
    return `${path} differs. It is too large, or no text.\n`;
  }
  const names = { from: from ? `a/${path}` : '/dev/null', to: to ? `b/${path}` : '/dev/null' };
  return unifiedDiff(Buffer.from(before).toString('utf8'), Buffer.from(after).toString('utf8'), names);
};

/** Compares two versions of a workflow; by default the live one with the one before. */
export const diffVersions = ({ storeOf, artefacts }: Deps): Implementation<typeof operation> => {
  const choose = async (
    store: WorkflowStore,
    { repositoryId, path }: { repositoryId: string; path: string },
    { workflow, from, to }: { workflow: string; from?: string; to?: string },
  ): Promise<{ from: Version; to: Version }> => {
    const [records, entry] = await Promise.all([
      store.recentMoves(repositoryId, path),
      store.findEntry(repositoryId, path),
    ]);
    const newer = to === undefined ? entry?.live : findVersion(workflow, records, to);
    if (!newer) {
      throw new DomainError('state.unsuitable', `Nothing is live of ${workflow}. Say which version with \`--to\`.`);
    }
    const older = from === undefined ? stepBack(records, newer) : findVersion(workflow, records, from);
    if (!older) {
      throw new DomainError('state.unsuitable', `${workflow} has no version before ${versionOf(newer)}.`);
    }
    return { from: older, to: newer };
  };

  return async (input, call) => {
    const { tenant } = call.principal;
    const store = storeOf(call.principal);
    const workflow = await findWorkflow(store, input.workflow, call);
    const { repositoryId, path: own } = workflow;
    const versions = await choose(store, workflow, input);
    const open = ({ release }: Version) => readRelease(artefacts)({ tenant, repositoryId, release });
    const [from, to] = await Promise.all([open(versions.from), open(versions.to)]);
    const files = findChanges(own, from.files, to.files);
    const compared = await Promise.all(
      files.slice(0, filesShown).map(async ({ path }) => compareFile(path, await from.read(path), await to.read(path))),
    );
    const diff = compared.join('');
    return {
      workflow: input.workflow,
      from: versionOf(versions.from),
      to: versionOf(versions.to),
      fromCommit: versions.from.commit,
      toCommit: versions.to.commit,
      files: files.slice(0, filesShown),
      diff: diff.slice(0, diffShown),
      isCut: files.length > filesShown || diff.length > diffShown,
    };
  };
};
