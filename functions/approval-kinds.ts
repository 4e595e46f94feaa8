import type { ApprovalKind } from './approvals/contract.ts';
import { environmentChange, securityWaiver } from './workflows/contract.ts';

/** Every kind of request that can be approved; each is declared by the capability that does it. */
export const approvalKinds: readonly ApprovalKind[] = [securityWaiver, environmentChange];
