import type * as z from 'zod';
import { describeIssues } from './describe-issues.ts';
import { DomainError } from './errors.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';

/**
 * A Lambda for one event, state or schedule: parses the payload, then runs. What `run` throws reaches the caller,
 * whose retries and dead-letter queue deal with it; a payload that does not fit throws `input.invalid`.
 */
export const eventFunction = <I extends z.ZodType>(
  input: I,
  run: (event: z.infer<I>) => Promise<unknown>,
): LambdaHandler =>
  lambdaHandler(async (event) => {
    const parsed = input.safeParse(event);
    if (!parsed.success) {
      throw new DomainError('input.invalid', `The event is not as expected. ${describeIssues(parsed.error)}`);
    }
    return run(parsed.data);
  });
