import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WaiverStore } from '../adapters/waiver-store.ts';
import type { revokeWaiver as operation } from '../contract.ts';

/** Ends a waiver. What is live stays so until it is changed or rolled back; it would not go live again. */
export const revokeWaiver =
  ({ waiversOf }: { waiversOf: (principal: Principal) => WaiverStore }): Implementation<typeof operation> =>
  async ({ repository, waiver }, { principal, now }) => {
    const { id, person = id } = principal.subject;
    const mark = { revokedAt: now().toISOString(), revokedBy: person };
    const revoked = await waiversOf(principal).revoke(repository, waiver, mark);
    if (!revoked) {
      throw new DomainError(
        'resource.unknown',
        `${repository} has no waiver ${waiver} that is in force. \`navigator waiver list ${repository}\` lists them.`,
      );
    }
    return revoked;
  };
