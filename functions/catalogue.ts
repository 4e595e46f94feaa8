import { approvalOperations } from './approvals/contract.ts';
import { chatOperations } from './chat/contract.ts';
import { executionOperations } from './executions/contract.ts';
import { identityOperations } from './identity/contract.ts';
import { integrationOperations } from './integrations/contract.ts';
import { knowledgeOperations } from './knowledge/contract.ts';
import { repositoryOperations } from './repositories/contract.ts';
import { runOperations } from './runs/contract.ts';
import { workflowOperations } from './workflows/contract.ts';

/** Every operation of the platform: what HTTPS, OpenAPI, the typed client and the CLI are derived from. */
export const catalogue = [
  ...identityOperations,
  ...repositoryOperations,
  ...workflowOperations,
  ...approvalOperations,
  ...runOperations,
  ...knowledgeOperations,
  ...executionOperations,
  ...chatOperations,
  ...integrationOperations,
] as const;
