import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DomainError } from '../../shared/errors.ts';
import { ReadOutcome } from '../contract.ts';
import { decodeText } from '../domain/decode-text.ts';
import { formOf } from '../domain/document-form.ts';
import { Unreadable } from '../domain/unreadable.ts';

/**
 * The text of a document by the end of its name: as it is, or as Markdown where it is HTML or PDF. Throws `Unreadable`, and
 * `upstream.unavailable` where the function that reads does not answer.
 */
export type ReadText = (path: string, bytes: Uint8Array) => Promise<string>;

/** Bytes that fit an invocation as base64: 6 MB, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const largestRead = 4 * 1024 * 1024;

/** A first start may fail for reasons of its own; what ends the function twice is the document's doing. */
const attempts = 2;

interface DocumentReaderContext {
  readonly lambda: LambdaClient;
  readonly functionName: string;
  /** Milliseconds for one invocation. */
  readonly timeout: number;
}

/** Reads documents by invoking `read-document` where they are not text. */
export const documentReader = ({ lambda, functionName, timeout }: DocumentReaderContext): ReadText => {
  const invoke = async (payload: Buffer, attempt = 1): Promise<ReadOutcome> => {
    const { Payload, FunctionError } = await lambda
      .send(new InvokeCommand({ FunctionName: functionName, Payload: payload }), { requestTimeout: timeout })
      .catch((cause: unknown) => {
        throw new DomainError(
          'upstream.unavailable',
          'What reads HTML and PDF does not answer. Try again in a moment.',
          {
            cause,
          },
        );
      });
    if (!FunctionError && Payload) {
      return ReadOutcome.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
    }
    return attempt < attempts
      ? invoke(payload, attempt + 1)
      : { outcome: 'unreadable', why: 'reading it takes more time or memory than there is' };
  };

  return async (path, bytes) => {
    const form = formOf(path);
    if (form === undefined) {
      return decodeText(bytes);
    }
    if (bytes.length > largestRead) {
      throw new Unreadable(`it has more than ${largestRead / 1024 / 1024} MB`);
    }
    const request = { form, name: path, bytes: Buffer.from(bytes).toString('base64') };
    const answer = await invoke(Buffer.from(JSON.stringify(request)));
    if (answer.outcome === 'unreadable') {
      throw new Unreadable(answer.why);
    }
    return answer.text;
  };
};
