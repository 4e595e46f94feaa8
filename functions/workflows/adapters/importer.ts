import { gzipSync } from 'node:zlib';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ImportAnswer, type ImportRequest } from '../domain/imported-file.ts';

/** Files of a tree to import; contents in base64 by path. */
export interface ImportJob extends Omit<ImportRequest, 'tree' | 'missing'> {
  readonly files: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/** Imports files where they can do no harm. Throws where the sandbox does not answer. */
export type Importer = (job: ImportJob) => Promise<ImportAnswer>;

/** Bytes that an invocation may carry, less what surrounds the tree. */
const greatestPayload = 5_500_000;

/** Puts the tree into one invocation: all Python, and of the rest the smallest as far as they fit. */
const packTree = ({
  files,
  missing,
}: Pick<ImportJob, 'files' | 'missing'>): Pick<ImportRequest, 'tree' | 'missing'> => {
  const entries = Object.entries(files).toSorted(
    ([a, one], [b, other]) =>
      Number(b.endsWith('.py')) - Number(a.endsWith('.py')) || one.length - other.length || (a < b ? -1 : 1),
  );
  for (let count = entries.length; ; count = Math.floor(count * 0.8)) {
    const tree = gzipSync(JSON.stringify(Object.fromEntries(entries.slice(0, count)))).toString('base64');
    if (tree.length <= greatestPayload || count === 0) {
      return { tree, missing: [...missing, ...entries.slice(count).map(([path]) => path)] };
    }
  }
};

/** Invokes `import-files`; `timeout` in milliseconds is for the whole of it, with what is tried again. */
export const importer =
  ({ lambda, functionName, timeout }: { lambda: LambdaClient; functionName: string; timeout: number }): Importer =>
  async ({ files, missing, dagFiles, check }) => {
    const request: ImportRequest = { ...packTree({ files, missing }), dagFiles, check };
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { requestTimeout: timeout, abortSignal: AbortSignal.timeout(timeout) },
    );
    const answer = Buffer.from(Payload ?? []).toString('utf8');
    if (FunctionError) throw new Error(`The sandbox failed: ${answer.slice(0, 500)}`);
    return ImportAnswer.parse(JSON.parse(answer));
  };
