import { createRequire } from 'node:module';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { definitions, expressionsIn } from './definitions.ts';

// The package has no types.
type Validate = (definition: unknown) => { readonly isValid: boolean; errorsText(separator: string): string };
const validate: Validate = createRequire(import.meta.url)('asl-validator');

/** With ARNs where `cdk deploy` will put them. */
const substituted = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json).replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1'));

describe.each(definitions)('$name', ({ json, definition }) => {
  const tasks = Object.entries(definition.States).filter(([, { Type }]) => Type === 'Task');

  test('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(substituted(json));
    expect(isValid, errorsText('\n')).toBe(true);
  });

  test.each(expressionsIn(json))('$path is valid JSONata', ({ expression }) => {
    expect(() => jsonata(expression)).not.toThrow();
  });

  test.each(tasks)('%s tries again with jitter, hands on what fails, and ends in time', (_name, state) => {
    expect(state.Retry?.length).toBeGreaterThan(0);
    expect(state.Catch?.flatMap(({ ErrorEquals }) => ErrorEquals)).toContain('States.ALL');
    expect(state.TimeoutSeconds).toBeDefined();
  });

  const invoking = tasks.filter(([, { Resource }]) => Resource?.startsWith('${'));

  test.each(invoking)('%s tries again when Lambda itself fails', (_name, state) => {
    const errors = (state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
    const transient = ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.TooManyRequestsException'];
    expect(errors.includes('States.ALL') || transient.every((error) => errors.includes(error))).toBe(true);
  });
});
