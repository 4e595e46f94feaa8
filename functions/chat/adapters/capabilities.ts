import type { LambdaClient } from '@aws-sdk/client-lambda';
import type * as z from 'zod';
import { approvalOperations } from '../../approvals/contract.ts';
import { executionOperations } from '../../executions/contract.ts';
import { identityOperations } from '../../identity/contract.ts';
import { knowledgeOperations } from '../../knowledge/contract.ts';
import { repositoryOperations } from '../../repositories/contract.ts';
import { runOperations } from '../../runs/contract.ts';
import { callOperation } from '../../shared/call-operation.ts';
import type { Operation, OutputOf } from '../../shared/operation.ts';
import { workflowOperations } from '../../workflows/contract.ts';

const operationsOf = {
  identity: identityOperations,
  repositories: repositoryOperations,
  workflows: workflowOperations,
  approvals: approvalOperations,
  runs: runOperations,
  knowledge: knowledgeOperations,
  executions: executionOperations,
} as const satisfies Record<string, readonly Operation[]>;

/** A capability whose operations chat can carry out. */
export type Capability = keyof typeof operationsOf;

/** Calls an operation of any capability as the caller. Throws the problem that it answers. */
export type CallCapability = <O extends Operation>(
  operation: O,
  input: z.input<O['input']>,
  principalToken: string,
) => Promise<OutputOf<O>>;

interface Context {
  /** For reads, which may be tried again. */
  readonly reading: LambdaClient;
  /** For everything else: one attempt, as a second one could do it twice. */
  readonly doing: LambdaClient;
  /** Names of the capabilities' API functions. */
  readonly functions: Readonly<Record<Capability, string>>;
}

/** Reaches each capability through its API function. */
export const capabilities = ({ reading, doing, functions }: Context): CallCapability => {
  const names = new Map(
    Object.entries(operationsOf).flatMap(([capability, operations]) =>
      operations.map(({ id }) => [id as string, functions[capability as Capability]] as const),
    ),
  );
  return (operation, input, principalToken) => {
    const functionName = names.get(operation.id);
    if (functionName === undefined) {
      throw new Error(`${operation.id} belongs to no capability that chat may call`);
    }
    const lambda = operation.effect === 'read' ? reading : doing;
    return callOperation({ lambda, functionName })(operation, input, principalToken);
  };
};
