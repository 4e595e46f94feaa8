import { DomainError } from '../../shared/errors.ts';
import {
  type Approval,
  type ApprovalKind,
  type ApprovalStep,
  AwsAnswer,
  type Decision,
  rejectedInAws,
} from '../contract.ts';
import { findKind } from './find-kind.ts';
import { editRequest } from './request.ts';
import { isSamePerson } from './who-decides.ts';

type Answer = Extract<ApprovalStep, { step: 'settle' }>['answer'];

/** How the waiting ends; or why it does not. */
export type Ending =
  | (Pick<Approval, 'state'> & Partial<Pick<Approval, 'decision' | 'ask' | 'what' | 'consequence'>>)
  | { readonly note: string };

const ignored = (why: string): Ending => ({ note: `The answer that was given in AWS does not count: ${why}` });

const readOutput = (kinds: readonly ApprovalKind[], approval: Approval, output: unknown, at: string): Ending => {
  const parsed = AwsAnswer.safeParse(output);
  if (!parsed.success) {
    return ignored('it is not {"decision": "approve" or "reject", "by": EMAIL, "reason": TEXT}.');
  }
  const { decision: wish, by, reason, edits } = parsed.data;
  if (isSamePerson(by, approval.requestedBy)) {
    return ignored(`${by} asked for it, so somebody else decides.`);
  }
  const decision: Decision = { by, via: 'aws', at, reason, edits };
  if (wish === 'reject') {
    return { state: 'rejected', decision };
  }
  try {
    const edited = edits && editRequest(findKind(kinds, approval.kind), approval, edits);
    return { state: 'approved', decision, ...edited };
  } catch (error) {
    if (error instanceof DomainError) {
      return ignored(error.message);
    }
    throw error;
  }
};

/**
 * What ends the waiting of a request that nobody has decided here: its time, or an answer that a person gave the task
 * token in AWS, which an administrator of the account is trusted with.
 */
export const readAnswer = (kinds: readonly ApprovalKind[], approval: Approval, answer: Answer, now: Date): Ending => {
  const at = now.toISOString();
  if ('output' in answer) {
    return readOutput(kinds, approval, answer.output, at);
  }
  if (answer.error.Error === rejectedInAws) {
    const by = 'an administrator of the AWS account';
    return { state: 'rejected', decision: { by, via: 'aws', at, reason: answer.error.Cause } };
  }
  return { state: 'expired' };
};
