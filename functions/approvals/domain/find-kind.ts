import { DomainError } from '../../shared/errors.ts';
import type { ApprovalKind } from '../contract.ts';

/** Throws `input.invalid` where no capability asks for approvals of that kind. */
export const findKind = (kinds: readonly ApprovalKind[], id: string): ApprovalKind => {
  const kind = kinds.find((each) => each.id === id);
  if (!kind) {
    throw new DomainError('input.invalid', `kind: there are no approvals of the kind ${id}.`);
  }
  return kind;
};
