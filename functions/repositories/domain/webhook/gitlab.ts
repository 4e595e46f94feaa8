import { type Delivery, hmacOf, intentOf, isSameText, PushedRef, readBody, type WebhookFormat } from './delivery.ts';

/** Seconds that a signed delivery may be old, as https://www.standardwebhooks.com asks for. */
const tolerance = 300;

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

const isFresh = (timestamp: string, now: Date): boolean =>
  Math.abs(now.getTime() / 1000 - Number(timestamp)) <= tolerance;

/** `webhook-signature` holds versions and signatures, apart by spaces: `v1,<base64>`. */
const hasSignature = ({ headers, body }: Delivery, signatures: string, secret: string, now: Date): boolean => {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = headers;
  const expected = `v1,${hmacOf(keyOf(secret), `${id}.${timestamp}.${body}`, 'base64')}`;
  const matches = signatures.split(' ').filter((signature) => isSameText(expected, signature));
  return matches.length > 0 && isFresh(timestamp, now);
};

/**
 * https://docs.gitlab.com/user/project/integrations/webhooks/: a signing token signs, a secret token is sent as it is. A
 * signature that is there has to be right; one that is wrong is not made good by a secret token.
 */
export const gitlab: WebhookFormat = {
  isSigned: (delivery, secret, now) => {
    const signatures = delivery.headers['webhook-signature'];
    return signatures === undefined
      ? isSameText(secret, delivery.headers['x-gitlab-token'])
      : hasSignature(delivery, signatures, secret, now);
  },
  // The event's id comes along everywhere, but hooks of one project share it.
  idOf: ({ headers }) => headers['webhook-id'] ?? headers['idempotency-key'] ?? headers['x-gitlab-event-uuid'],
  readIntent: (delivery, ref) =>
    ['Push Hook', 'Tag Push Hook'].includes(delivery.headers['x-gitlab-event'] ?? '')
      ? intentOf([readBody(delivery, PushedRef)], ref)
      : { kind: 'ignored', reason: 'only push and tag push events are used' },
};
