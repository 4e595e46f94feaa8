import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { maskingVariables } from '../../functions/shared/masking-key.ts';
import { applicationStacks, ofType, synthesise } from './deployment.ts';

const Fn = z.object({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const functions = ofType(synthesise('prod'), 'AWS::Lambda::Function')
  .filter(({ stack }) => applicationStacks.includes(stack))
  .map(({ Properties }) => Fn.parse(Properties))
  .map(({ FunctionName, Environment }) => {
    const [, capability = '', name = ''] = /^navigator-([a-z]+)-(.+)$/.exec(FunctionName) ?? [];
    return { file: `functions/${capability}/${name}.ts`, variables: Object.keys(Environment.Variables) };
  });

/** Names in the schema of a handler's environment, but those that some deployments do without. */
const asked = (source: string): string[] => [
  ...[...source.matchAll(/\b([A-Z][A-Z_]+): z\.(?!.*\.optional\(\),$)/gm)].map(([, name]) => name ?? ''),
  ...(source.includes('...maskingVariables') ? Object.keys(maskingVariables) : []),
];

/** A handler, and what it shares of its environment with another of its capability. */
const readHandler = (file: string): string => {
  const source = readFileSync(file, 'utf8');
  const shared = source.includes("'./surroundings.ts'") ? join(dirname(file), 'surroundings.ts') : undefined;
  return shared ? source + readFileSync(shared, 'utf8') : source;
};

test.each(functions)('$file is given the variables it asks for, no others', ({ file, variables }) => {
  const ours = variables.filter((name) => name !== 'NODE_OPTIONS');
  expect(ours.sort()).toEqual(asked(readHandler(file)).sort());
});
