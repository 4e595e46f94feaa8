import { DomainError } from '../../shared/errors.ts';

/** A document that cannot be taken in as it is; trying again does not help. */
export class Unreadable extends DomainError {
  /** Without a full stop. */
  readonly why: string;
  constructor(why: string, options?: { cause?: unknown }) {
    super('input.invalid', `It was not taken in: ${why}.`, options);
    this.why = why;
  }
}
