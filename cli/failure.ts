import { ApiProblem } from '../functions/shared/client.ts';

/** Something the person who typed the command can put right; `usage` ends with 2, others with 1. */
export class Failure extends Error {
  readonly exitCode: 1 | 2;
  constructor(message: string, kind: 'usage' | 'failed' = 'failed', options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.exitCode = kind === 'usage' ? 2 : 1;
  }
}

const causeCode = (error: unknown): string | undefined => {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') {
      return each.code;
    }
  }
  return undefined;
};

const describeProblem = (problem: ApiProblem, url: string): string => {
  const code = causeCode(problem);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `Nothing answers at ${url} (${code}). Start it with \`npm start\`, or name another address with --url.`;
  }
  const { status, requestId } = problem.problem;
  const advice = status === 401 ? ' Log in with `navigator login`.' : '';
  return `${problem.message}${advice}${requestId ? ` (request ${requestId})` : ''}`;
};

/** One line for a person: what happened, why, what next. */
export const describeFailure = (error: unknown, url: string): string => {
  if (error instanceof ApiProblem) {
    return describeProblem(error, url);
  }
  return error instanceof Error ? error.message : String(error);
};
