import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { ReadText } from '../adapters/document-reader.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { putDocument as operation } from '../contract.ts';
import { formOf } from '../domain/document-form.ts';
import { keyOf } from '../domain/document-name.ts';
import { findSource, refuseOwnSource } from './find-source.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucket: Pick<DocumentBucket, 'put' | 'remove'>;
  readonly readText: ReadText;
  readonly maskingOf: MaskingOf;
}

/** Characters of a text. */
const longestText = 900_000;

/** The bytes of what was given. Throws `input.invalid` and `payload.too-large`. */
const bytesOf = ({ path, text, encoding }: Pick<InputOf<typeof operation>, 'path' | 'text' | 'encoding'>): Buffer => {
  if (encoding === 'base64') {
    const { success } = z.base64().safeParse(text);
    if (!success) {
      throw new DomainError('input.invalid', 'text: it is not base64, as its encoding says.');
    }
    return Buffer.from(text, 'base64');
  }
  if (formOf(path) === 'pdf') {
    throw new DomainError('input.invalid', 'encoding: a PDF is not text. Send its bytes, with encoding base64.');
  }
  if (text.length > longestText) {
    throw new DomainError('payload.too-large', `text: a document may have ${longestText} characters. Divide it.`);
  }
  return Buffer.from(text);
};

/** Bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const longestKey = 1024;

/** Puts a document, read as text and masked, where it is taken in from. Throws `Unreadable` where there is no text in it. */
export const putDocument =
  ({ tableOf, bucket, readText, maskingOf }: Deps): Implementation<typeof operation> =>
  async ({ source, path, text, encoding }, { principal }) => {
    refuseOwnSource(source);
    const { tenant } = principal;
    const table = tableOf(principal);
    await findSource(table, source);
    const key = keyOf({ tenant, kind: 'documents', source, path });
    if (Buffer.byteLength(key) > longestKey) {
      throw new DomainError('input.invalid', 'path: too long in bytes. Give the document a shorter one.');
    }
    const masked = maskText(await readText(path, bytesOf({ path, text, encoding })), await maskingOf(tenant));
    await bucket.put(key, masked);
    // The source may have been removed since, and its documents listed before this one was there.
    await findSource(table, source).catch(async (error: unknown) => {
      await bucket.remove([key]);
      throw error;
    });
    return { source, path, bytes: Buffer.byteLength(masked) };
  };
