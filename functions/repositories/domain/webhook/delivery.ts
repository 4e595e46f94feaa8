import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { DomainError } from '../../../shared/errors.ts';

/** A webhook as it arrived, its headers' names in lower case; nothing of it is believed yet. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a webhook asks for. A push that ended at a commit names it. */
export type WebhookIntent =
  | { readonly kind: 'ping' }
  | { readonly kind: 'push'; readonly commit?: string }
  | { readonly kind: 'ignored'; readonly reason: string };

/** How one vendor's servers speak. */
export interface WebhookFormat {
  /** Whether the vendor signed this delivery with the secret; compared in constant time. */
  isSigned(delivery: Delivery, secret: string, now: Date): boolean;
  /** The delivery's id, the same where it is sent again. */
  idOf(delivery: Delivery): string | undefined;
  /** What it means for a repository that follows this ref. Only call it once the signature is known to be right. */
  readIntent(delivery: Delivery, ref: string): WebhookIntent;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two texts are the same, in a time that tells nothing of either. */
export const isSameText = (one: string, other: string | undefined): boolean =>
  timingSafeEqual(digest(one), digest(other ?? '')) && other !== undefined;

/** HMAC-SHA-256 of a text. */
export const hmacOf = (key: string | Buffer, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(text).digest(encoding);

/** The body as JSON of this shape; throws `input.invalid` where it is none. */
export const readBody = <Schema extends z.ZodType>({ body }: Delivery, schema: Schema): z.infer<Schema> => {
  try {
    return schema.parse(JSON.parse(body));
  } catch (cause) {
    throw new DomainError(
      'input.invalid',
      'The body is not the JSON of a push. Set the content type of the webhook to application/json.',
      { cause },
    );
  }
};

/** The body of a push as GitHub, GitLab and Gitea write it; `after` is all zeros where the ref is gone. */
export const PushedRef = z.object({ ref: z.string(), after: z.string().optional() });

const isCommit = (text: string | undefined): text is string => /^(?!0{40})[0-9a-f]{40}$/.test(text ?? '');

/** What it means that these refs moved. */
export const intentOf = (moved: readonly z.infer<typeof PushedRef>[], ref: string): WebhookIntent => {
  const own = moved.find((each) => each.ref === ref);
  if (!own) {
    return { kind: 'ignored', reason: `not a push to ${ref.replace(/^refs\/(heads|tags)\//, '')}` };
  }
  return { kind: 'push', ...(isCommit(own.after) && { commit: own.after }) };
};
