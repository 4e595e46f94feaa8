import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** Who asked for an installation, until when it may end, and what makes it good only once. */
export interface InstallState {
  readonly tenant: string;
  readonly nonce: string;
  readonly until: Date;
}

const Signed = z.tuple([z.number(), z.string(), z.string()]);

/** A key of its own out of the app's secret, so that no signature is good elsewhere. */
const sign = (secret: string, text: string): Buffer =>
  createHmac('sha256', createHmac('sha256', secret).update('slack-install-state').digest()).update(text).digest();

/** The `state` of Slack's OAuth: readable by anybody, made by us alone. */
export const writeState = (secret: string, { tenant, nonce, until }: InstallState): string => {
  const text = Buffer.from(JSON.stringify([until.getTime(), tenant, nonce])).toString('base64url');
  return `${text}.${sign(secret, text).toString('base64url')}`;
};

/** What `writeState` wrote; undefined where it was not us, or its time is over. */
export const readState = (secret: string, state: string, now: Date): InstallState | undefined => {
  const [text = '', signature = ''] = state.split('.');
  const expected = sign(secret, text);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return undefined;
  }
  const [until, tenant, nonce] = Signed.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return until > now.getTime() ? { tenant, nonce, until: new Date(until) } : undefined;
};
