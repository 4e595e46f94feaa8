import { DomainError } from '../../shared/errors.ts';
import { type Version, versionOf } from '../domain/manifest.ts';
import { findVersions, type VersionRecord } from '../domain/version-record.ts';

/** The one version of this name. Throws `resource.unknown`, and `input.invalid` where several are called so. */
export const findVersion = (dagId: string, records: readonly VersionRecord[], name: string): Version => {
  const [found, ...others] = findVersions(records, name);
  if (!found) {
    throw new DomainError(
      'resource.unknown',
      `${dagId} has no version ${name}. \`navigator versions ${dagId}\` lists them.`,
    );
  }
  if (others.length > 0) {
    const names = [found, ...others].map(versionOf).join(', ');
    throw new DomainError('input.invalid', `Several versions of ${dagId} are called ${name}: ${names}. Name one.`);
  }
  return found;
};
