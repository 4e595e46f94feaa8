import { hmacOf, intentOf, isSameText, PushedRef, readBody, type WebhookFormat } from './delivery.ts';

/** https://docs.gitea.com/usage/repository/webhooks; Forgejo speaks alike. */
export const gitea: WebhookFormat = {
  isSigned: ({ headers, body }, secret) => isSameText(hmacOf(secret, body, 'hex'), headers['x-gitea-signature']),
  idOf: ({ headers }) => headers['x-gitea-delivery'],
  readIntent: (delivery, ref) =>
    delivery.headers['x-gitea-event'] === 'push'
      ? intentOf([readBody(delivery, PushedRef)], ref)
      : { kind: 'ignored', reason: 'only push events are used' },
};
