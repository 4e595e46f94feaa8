import { expect, test } from 'vitest';
import * as z from 'zod';
import { turnDuration } from '../../functions/knowledge/domain/turn.ts';
import { ofType, synthesiseApplication, targetOf } from './deployment.ts';

const resources = synthesiseApplication('prod');
const Fn = z.object({ FunctionName: z.string(), Timeout: z.number() });
const functions = ofType(resources, 'AWS::Lambda::Function').map(({ id, Properties }) => ({
  id,
  ...Fn.parse(Properties),
}));
const mappings = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
const queues = ofType(resources, 'AWS::SQS::Queue');

test.each(['ingest-document', 'collect-documents'])(
  '%s is dead before its turn is over, and its turn is over before its message comes again',
  (name) => {
    const fn = functions.find(({ FunctionName }) => FunctionName === `navigator-knowledge-${name}`);
    const mapping = mappings.find(({ FunctionName }) => targetOf(FunctionName) === fn?.id);
    const queue = queues.find(({ id }) => id === targetOf(mapping?.EventSourceArn));
    const { VisibilityTimeout } = z.object({ VisibilityTimeout: z.number() }).parse(queue?.Properties);
    expect(fn?.Timeout).toBeLessThan(turnDuration / 1_000);
    expect(VisibilityTimeout).toBeGreaterThan(turnDuration / 1_000);
  },
);
