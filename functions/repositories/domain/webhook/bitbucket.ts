import * as z from 'zod';
import { hmacOf, intentOf, isSameText, readBody, type WebhookFormat } from './delivery.ts';

const Ref = z.object({
  type: z.string(),
  name: z.string(),
  target: z.object({ hash: z.string() }).optional(),
});

/** `new` is null where the ref is gone, `old` where it is new. */
const Push = z.object({ push: z.object({ changes: z.array(z.object({ new: Ref.nullish(), old: Ref.nullish() })) }) });

/** Bitbucket documents a type of its own for tags with a message. */
const folders: Readonly<Record<string, string>> = { branch: 'heads', tag: 'tags', annotated_tag: 'tags' };

/** https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/ and /event-payloads/ */
export const bitbucket: WebhookFormat = {
  isSigned: ({ headers, body }, secret) =>
    isSameText(`sha256=${hmacOf(secret, body, 'hex')}`, headers['x-hub-signature']),
  idOf: ({ headers }) => headers['x-request-uuid'],
  readIntent: (delivery, ref) => {
    if (delivery.headers['x-event-key'] !== 'repo:push') {
      return { kind: 'ignored', reason: 'only repo:push events are used' };
    }
    const moved = readBody(delivery, Push).push.changes.flatMap((change) => {
      const named = change.new ?? change.old;
      return named
        ? [{ ref: `refs/${folders[named.type] ?? named.type}/${named.name}`, after: change.new?.target?.hash }]
        : [];
    });
    return intentOf(moved, ref);
  },
};
