import { DomainError } from '../../shared/errors.ts';
import type { InputOf, OutputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import type { revokeKey as contract } from '../contract.ts';
import { isTenantAdmin } from '../domain/api-key.ts';

/** Revokes a key whose rights the caller could have given; the tenant's last administrator stays. */
export const revokeKey =
  ({ keys }: { readonly keys: (principal: Principal) => KeyTable }) =>
  async (input: InputOf<typeof contract>, call: Call): Promise<OutputOf<typeof contract>> => {
    const table = keys(call.principal);
    const revision = await table.revision();
    const stored = await table.load(input.key);
    if (!stored || revision === undefined) {
      throw new DomainError('resource.unknown', `key: there is no key ${input.key}. List them with \`key list\`.`);
    }
    for (const resource of stored.apiKey.systems.flatMap((grant) => grant.resources)) {
      call.authorise(resource);
    }
    const { id } = stored.apiKey;
    if (stored.revokedAt !== undefined) {
      return { id, revokedAt: stored.revokedAt };
    }
    const now = call.now();
    const isAdminOtherThanThis = (other: typeof stored): boolean => other.apiKey.id !== id && isTenantAdmin(other, now);
    if (isTenantAdmin(stored, now) && !(await table.all()).some(isAdminOtherThanThis)) {
      throw new DomainError(
        'state.unsuitable',
        `key: ${id} is the last administrator's key of ${call.principal.tenant}. Create another one first.`,
      );
    }
    const revokedAt = now.toISOString();
    if (!(await table.revoke(id, revokedAt, revision))) {
      throw new DomainError('resource.conflict', `key: the keys changed while ${id} was being revoked. Try again.`);
    }
    return { id, revokedAt };
  };
