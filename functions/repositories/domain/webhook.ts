import { verify } from '@octokit/webhooks-methods';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';

/** Bytes of a webhook's body; API Gateway itself takes 10 MB, Lambda 6. */
export const webhookLimit = 6 * 1024 * 1024;

/** What a webhook asks for. */
export type WebhookIntent =
  | { readonly kind: 'ping' }
  | { readonly kind: 'push' }
  | { readonly kind: 'ignored'; readonly reason: string };

const Push = z.object({ ref: z.string() });

/** Whether the body carries GitHub's HMAC-SHA-256 signature (`sha256=…`) by this secret, compared in constant time. */
export const isSigned = async (secret: string, body: string, signature: string | undefined): Promise<boolean> =>
  body !== '' && signature !== undefined && signature !== '' && verify(secret, body, signature);

const readPush = (body: string): z.infer<typeof Push> => {
  try {
    return Push.parse(JSON.parse(body));
  } catch (cause) {
    throw new DomainError(
      'input.invalid',
      'The body is not the JSON of a push. Set the content type of the webhook to application/json.',
      { cause },
    );
  }
};

/** What a webhook in GitHub's format means for the branch. Only call it once the signature is known to be right. */
export const readIntent = (event: string | undefined, body: string, branch: string): WebhookIntent => {
  if (event === 'ping') {
    return { kind: 'ping' };
  }
  if (event !== 'push') {
    return { kind: 'ignored', reason: 'only push and ping events are used' };
  }
  return readPush(body).ref === `refs/heads/${branch}`
    ? { kind: 'push' }
    : { kind: 'ignored', reason: `not a push to ${branch}` };
};
