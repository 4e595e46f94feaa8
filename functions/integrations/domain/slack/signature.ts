import { createHmac, timingSafeEqual } from 'node:crypto';

/** What proves that a request is Slack's: two of its headers, and its body as it arrived. */
export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

/** Seconds that a request may be old, or ahead of our clock. */
const tolerance = 5 * 60;

/** `v0=…` over timestamp and body: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** Whether Slack signed this with the secret within the last five minutes; compared in constant time. */
export const isSigned = (
  { timestamp = '', signature = '', body }: SignedRequest,
  secret: string,
  now: Date,
): boolean => {
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(signature);
  const isSame = expected.length === given.length && timingSafeEqual(expected, given);
  const age = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  return isSame && /^\d{1,12}$/.test(timestamp) && age <= tolerance;
};
