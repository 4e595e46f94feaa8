import { DomainError } from '../../shared/errors.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import type { createKey as contract, NewKey } from '../contract.ts';
import { grantsFor, hashKey, isWithin, makeKey, type RandomBytes } from '../domain/api-key.ts';

const day = 24 * 60 * 60 * 1000;

interface Surroundings {
  readonly keys: (principal: Principal) => KeyTable;
  readonly random: RandomBytes;
}

/** Creates an API key, whose rights are within those of the caller; the answer is the only place that shows the key. */
export const createKey =
  ({ keys, random }: Surroundings) =>
  async (input: InputOf<typeof contract>, call: Call): Promise<NewKey> => {
    for (const resource of input.resources) {
      call.authorise(resource);
    }
    const systems = grantsFor(input.level, input.resources);
    const excess = systems.find((grant) => !isWithin(call.principal, grant));
    if (excess) {
      throw new DomainError(
        'access.denied',
        `level: a key may not have more rights than yours, and you lack ${excess.level} on ${excess.system}.`,
      );
    }
    const now = call.now();
    const { id, key } = makeKey(random);
    const expiresAt =
      input.expiresInDays === undefined ? undefined : new Date(now.getTime() + input.expiresInDays * day).toISOString();
    const apiKey = { id, name: input.name, person: input.person, systems, createdAt: now.toISOString(), expiresAt };
    if (!(await keys(call.principal).add({ apiKey, hash: hashKey(key) }))) {
      throw new DomainError('resource.conflict', `The new key's id ${id} is taken. Try again.`);
    }
    return { ...apiKey, key };
  };
