/** Codes an operation may fail with, each with its HTTP status and title; this table is the only place that maps them. */
export const problems = {
  'input.invalid': { status: 400, title: 'The request is not valid' },
  'key.missing': { status: 401, title: 'An API key is needed' },
  'access.denied': { status: 403, title: 'Not allowed' },
  'signature.invalid': { status: 401, title: 'The signature does not match' },
  'operation.unknown': { status: 404, title: 'There is no such operation' },
  'resource.unknown': { status: 404, title: 'Not found' },
  'resource.exists': { status: 409, title: 'It exists already' },
  'resource.conflict': { status: 409, title: 'It changed in the meantime' },
  'state.unsuitable': { status: 409, title: 'Not possible in its present state' },
  'payload.too-large': { status: 413, title: 'The request is too large' },
  'upstream.refused': { status: 422, title: 'Another system refused' },
  'upstream.unavailable': { status: 503, title: 'Another system is unavailable' },
  'internal.error': { status: 500, title: 'Something went wrong on our side' },
} as const;

export type ProblemCode = keyof typeof problems;

/**
 * An expected failure. The message is for a person: what happened, which input caused it, what to do next.
 * Subclasses sit beside what throws them; the name survives into Step Functions `Retry` and `Catch`.
 */
export class DomainError extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
}

/** The problem details of an error; one that was not expected shows a fixed sentence and the request id, never its message. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  const code = error instanceof DomainError ? error.code : 'internal.error';
  const detail =
    error instanceof DomainError
      ? error.message
      : 'It is not known whether the change was made: look before you ask again. Please report the request id.';
  return { type: `urn:navigator:problem:${code}`, ...problems[code], detail, requestId };
};
