import type * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import type { CreateTenantInput, NewKey } from '../contract.ts';
import { grantsFor, hashKey, isTenantAdmin, makeKey, type RandomBytes } from '../domain/api-key.ts';

interface Surroundings {
  readonly keys: (principal: Principal) => KeyTable;
  readonly random: RandomBytes;
  readonly now: () => Date;
}

/**
 * Creates a tenant with its first administrator's key, or gives one that lost its last administrator a new key.
 * Throws `resource.exists` where somebody administers it already.
 */
export const createTenant =
  ({ keys, random, now }: Surroundings) =>
  async ({ tenant, person }: z.infer<typeof CreateTenantInput>): Promise<NewKey> => {
    const exists = (): DomainError =>
      new DomainError(
        'resource.exists',
        `tenant: ${tenant} exists. Its administrators create keys with \`key create\`.`,
      );
    const table = keys(systemPrincipal(tenant, 'create-tenant'));
    const time = now();
    const revision = await table.revision();
    if (revision !== undefined && (await table.all()).some((stored) => isTenantAdmin(stored, time))) {
      throw exists();
    }
    const { id, key } = makeKey(random);
    const apiKey = {
      id,
      name: 'first administrator',
      person,
      systems: grantsFor('admin', ['*']),
      createdAt: time.toISOString(),
    };
    if (!(await table.addFirst({ apiKey, hash: hashKey(key) }, revision))) {
      throw exists();
    }
    logger.info('tenant.created', { tenant, key: id });
    return { ...apiKey, key };
  };
