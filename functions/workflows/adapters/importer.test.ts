import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ImportRequest } from '../domain/imported-file.ts';
import { importer } from './importer.ts';

const lambda = mockClient(LambdaClient);
const importAll = importer({ lambda: new LambdaClient({}), functionName: 'import-files', timeout: 1_000 });
const answer = { airflowVersion: '3.3.2', files: [], hurried: [] };
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)) as never;

beforeEach(() => {
  lambda.reset();
  lambda.on(InvokeCommand).resolves({ Payload: encode(answer) });
});

const requested = () => {
  const text = String(lambda.commandCalls(InvokeCommand)[0]?.args[0].input.Payload);
  const parsed = ImportRequest.parse(JSON.parse(text));
  const tree = JSON.parse(gunzipSync(Buffer.from(parsed.tree, 'base64')).toString());
  return { ...parsed, size: text.length, paths: Object.keys(tree).sort() };
};

describe('asking the sandbox', () => {
  it('sends the tree in one invocation', async () => {
    const job = { files: { 'a.py': 'eA==', 'x.sql': 'eQ==' }, missing: ['big'], dagFiles: ['a.py'], check: ['a.py'] };
    expect(await importAll(job)).toEqual(answer);
    expect(requested()).toMatchObject({ paths: ['a.py', 'x.sql'], missing: ['big'], check: ['a.py'] });
  });

  it('leaves the largest data out where it is too much, and says which', async () => {
    const data = (bytes: number) => randomBytes(bytes).toString('base64');
    const files = { 'a.py': 'eA==', 'big.csv': data(5_000_000), 'small.csv': data(10) };
    await importAll({ files, missing: [], dagFiles: ['a.py'], check: ['a.py'] });
    const request = requested();
    expect(request.size).toBeLessThan(6_000_000);
    expect(request).toMatchObject({ paths: ['a.py', 'small.csv'], missing: ['big.csv'] });
  });

  it('throws what the function fails with', async () => {
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: encode({ errorMessage: 'no memory' }) });
    const job = { files: {}, missing: [], dagFiles: [], check: [] };
    await expect(importAll(job)).rejects.toThrow('no memory');
  });
});
