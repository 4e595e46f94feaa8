import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import { type RepositoryRecord, repositoryIdOf } from '../domain/repository.ts';

/** The repositories of whoever acts. */
export type TableOf = (principal: Principal) => RepositoryTable;

/** The repository of a name; throws `resource.unknown` where there is none. */
export const loadRepository = async (table: RepositoryTable, name: string): Promise<RepositoryRecord> => {
  const record = await table.find(repositoryIdOf(name));
  if (record?.name !== name) {
    throw new DomainError('resource.unknown', `There is no repository ${name}. \`repo list\` shows those there are.`);
  }
  return record;
};
