import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import * as z from 'zod';

/** Which receipt a link leads to. */
export interface ReceiptPlace {
  readonly tenant: string;
  readonly repositoryId: string;
  readonly push: string;
}

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

const Sealed = z.tuple([z.number(), z.string(), z.string(), z.string()]);

const keyFor = (secret: string, use: string): Buffer => createHmac('sha256', secret).update(use).digest();

/**
 * Seals where a receipt is and until when it may be read: whoever holds the text can neither read nor change it. The nonce
 * is a hash of what is sealed under a key of its own, so the same place always gives the same text.
 */
export const sealPlace = (secret: string, { tenant, repositoryId, push }: ReceiptPlace, until: Date): string => {
  const plain = JSON.stringify([Math.floor(until.getTime() / 1_000), tenant, repositoryId, push]);
  const nonce = createHmac('sha256', keyFor(secret, 'nonce')).update(plain).digest().subarray(0, nonceLength);
  const sealing = createCipheriv(cipher, keyFor(secret, 'cipher'), nonce, { authTagLength: tagLength });
  const sealed = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
};

const unseal = (secret: string, sealed: string): z.infer<typeof Sealed> | undefined => {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, nonceLength);
  const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
  // Decoding passes over what is no part of the alphabet.
  if (tag.length < tagLength || bytes.toString('base64url') !== sealed) {
    return undefined;
  }
  try {
    const opening = createDecipheriv(cipher, keyFor(secret, 'cipher'), nonce, { authTagLength: tagLength });
    opening.setAuthTag(tag);
    const plain = [opening.update(bytes.subarray(nonceLength + tagLength)), opening.final()];
    return Sealed.parse(JSON.parse(Buffer.concat(plain).toString('utf8')));
  } catch {
    return undefined;
  }
};

const day = 24 * 3_600_000;
const lifetime = 30 * day;

/** Until when a link made now is good: by whole days, so that those made on one day are the same. */
export const endOfLink = (now: Date): Date => new Date(Math.ceil(now.getTime() / day) * day + lifetime);

/** What `sealPlace` sealed; undefined where it was not us, or its time is over. */
export const openPlace = (secret: string, sealed: string, now: Date): ReceiptPlace | undefined => {
  const [until = 0, tenant = '', repositoryId = '', push = ''] = unseal(secret, sealed) ?? [];
  return until * 1_000 > now.getTime() ? { tenant, repositoryId, push } : undefined;
};
