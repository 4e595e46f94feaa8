import type { Artefacts } from '../../shared/artefacts.ts';
import { ReleaseFiles } from '../contract.ts';
import { releaseKey } from '../domain/plan-keys.ts';

/** The files of a release as they were pushed. Throws `resource.unknown` where it is not kept. */
export const readRelease =
  (artefacts: Artefacts) =>
  async ({ tenant, repositoryId, release }: { tenant: string; repositoryId: string; release: string }) => {
    const files = await artefacts.getJson(releaseKey(tenant, repositoryId, release), ReleaseFiles);
    return {
      files,
      read: async (path: string): Promise<Uint8Array | undefined> => {
        const file = files.find((each) => each.path === path);
        return file && artefacts.getBytes(file.key);
      },
    };
  };
