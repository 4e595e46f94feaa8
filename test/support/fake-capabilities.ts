import type { CallCapability } from '../../functions/chat/adapters/capabilities.ts';
import { DomainError } from '../../functions/shared/errors.ts';

/** What operations answer, by their id; what is not here is unavailable. */
export type Answers = Record<string, (input: Record<string, unknown>) => unknown>;

/** Capabilities that answer from a table, and what they were asked. */
export const fakeCapabilities = (answers: Answers) => {
  const calls: { operation: string; input: Record<string, unknown> }[] = [];
  const call: CallCapability = async (operation, input) => {
    const asked = input as Record<string, unknown>;
    calls.push({ operation: operation.id, input: asked });
    const answer = answers[operation.id];
    if (!answer) {
      throw new DomainError('upstream.unavailable', `${operation.id} did not answer.`);
    }
    return operation.output.parse(answer(asked)) as never;
  };
  return { call, calls };
};
