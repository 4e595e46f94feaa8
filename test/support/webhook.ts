import { randomUUID } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';

/** A webhook as a provider would send it; the signature is right unless one is given. */
export const sendWebhook = async (hook: {
  url: string;
  secret: string;
  body: string;
  event?: string;
  delivery?: string;
  signature?: string;
}): Promise<Response> =>
  fetch(hook.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/0000000',
      'x-github-event': hook.event ?? 'push',
      'x-github-delivery': hook.delivery ?? randomUUID(),
      'x-hub-signature-256': hook.signature ?? (await sign(hook.secret, hook.body)),
    },
    body: hook.body,
  });

/** The part of GitHub's `push` payload that says which branch moved where. */
export const pushBody = (ref: string, after: string, before = '0'.repeat(40)): string =>
  JSON.stringify({
    ref,
    before,
    after,
    created: false,
    deleted: false,
    forced: false,
    repository: { full_name: 'acme/x' },
  });
