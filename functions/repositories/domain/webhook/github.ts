import { hmacOf, intentOf, isSameText, PushedRef, readBody, type WebhookFormat } from './delivery.ts';

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const github: WebhookFormat = {
  isSigned: ({ headers, body }, secret) =>
    isSameText(`sha256=${hmacOf(secret, body, 'hex')}`, headers['x-hub-signature-256']),
  idOf: ({ headers }) => headers['x-github-delivery'],
  readIntent: (delivery, ref) => {
    const event = delivery.headers['x-github-event'];
    if (event === 'ping') {
      return { kind: 'ping' };
    }
    return event === 'push'
      ? intentOf([readBody(delivery, PushedRef)], ref)
      : { kind: 'ignored', reason: 'only push and ping events are used' };
  },
};
