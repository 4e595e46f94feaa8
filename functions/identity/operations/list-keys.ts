import type { InputOf, OutputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import type { listKeys as contract } from '../contract.ts';
import { isWithin } from '../domain/api-key.ts';

/** Lists the keys that are not revoked and whose rights are within those of the caller. */
export const listKeys =
  ({ keys }: { readonly keys: (principal: Principal) => KeyTable }) =>
  async (input: InputOf<typeof contract>, { principal }: Call): Promise<OutputOf<typeof contract>> => {
    const { items, next } = await keys(principal).list(input);
    const shown = items
      .filter(({ revokedAt }) => revokedAt === undefined)
      .map(({ apiKey }) => apiKey)
      .filter(({ systems }) => systems.every((grant) => isWithin(principal, grant)));
    return { items: shown, next };
  };
