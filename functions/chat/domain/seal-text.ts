import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Masking } from '../../shared/mask-secrets.ts';

const algorithm = 'aes-256-gcm';
const sizes = { iv: 12, tag: 16 };

const keyOf = ({ key }: Masking): Buffer => createHmac('sha256', key).update('sealed text').digest();

/** A text that waits somewhere before it is masked, readable for this tenant's functions only (AES-256-GCM). */
export const sealText = (text: string, masking: Masking, iv: Uint8Array = randomBytes(sizes.iv)): string => {
  const cipher = createCipheriv(algorithm, keyOf(masking), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** The text again. Throws where it was sealed for another tenant, or changed. */
export const openText = (sealed: string, masking: Masking): string => {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(algorithm, keyOf(masking), bytes.subarray(0, sizes.iv), {
    authTagLength: sizes.tag,
  });
  decipher.setAuthTag(bytes.subarray(sizes.iv, sizes.iv + sizes.tag));
  return Buffer.concat([decipher.update(bytes.subarray(sizes.iv + sizes.tag)), decipher.final()]).toString('utf8');
};
