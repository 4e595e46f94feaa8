import type { Principal } from '../../shared/principal.ts';
import { principalOf } from '../domain/api-key.ts';
import type { PresentKey } from './present-key.ts';

/** An HTTP API's simple authorizer response (payload 2.0). */
export type Authorization =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly context: { readonly principalToken: string } };

interface Surroundings {
  readonly present: PresentKey;
  readonly mint: (principal: Principal, now: Date) => Promise<string>;
  readonly now: () => Date;
}

/** Resolves the API key of an `Authorization` header to a principal token; whatever is not a good key is refused. */
export const authorizeRequest =
  ({ present, mint, now }: Surroundings) =>
  async (authorization: string | undefined): Promise<Authorization> => {
    const found = await present(authorization);
    if (!found) {
      return { isAuthorized: false };
    }
    const principalToken = await mint(principalOf(found.tenant, found.stored), now());
    return { isAuthorized: true, context: { principalToken } };
  };
