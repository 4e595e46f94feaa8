import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

const cipher = 'aes-256-gcm';
const tagLength = 16;

/** Bytes of a nonce, random for each text. */
export const nonceLength = 12;

const keyFor = (key: Uint8Array): Buffer => createHmac('sha256', key).update('sealed text').digest();

/** A text that waits somewhere before it is masked, for those who have the tenant's key only. */
export const sealText = (key: Uint8Array, text: string, nonce: Uint8Array): string => {
  const sealing = createCipheriv(cipher, keyFor(key), nonce, { authTagLength: tagLength });
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
};

/** The text again. Throws where it was sealed with another key, or changed. */
export const openText = (key: Uint8Array, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64url');
  const [nonce, rest] = [bytes.subarray(0, nonceLength), bytes.subarray(nonceLength)];
  const opening = createDecipheriv(cipher, keyFor(key), nonce, { authTagLength: tagLength });
  opening.setAuthTag(rest.subarray(0, tagLength));
  return Buffer.concat([opening.update(rest.subarray(tagLength)), opening.final()]).toString('utf8');
};
