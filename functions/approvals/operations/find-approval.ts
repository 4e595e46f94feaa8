import { DomainError } from '../../shared/errors.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ApprovalStore } from '../adapters/approval-store.ts';
import type { StoredApproval } from '../domain/request.ts';

/** Throws `resource.unknown`, and `access.denied` where the caller may not read what the request touches. */
export const findApproval = async (
  store: ApprovalStore,
  id: string,
  { authorise }: Pick<Call, 'authorise'>,
): Promise<StoredApproval> => {
  const found = await store.find(id);
  if (!found) {
    throw new DomainError('resource.unknown', `There is no request ${id}. \`navigator approvals\` lists them.`);
  }
  authorise(found.touches.resource);
  return found;
};
