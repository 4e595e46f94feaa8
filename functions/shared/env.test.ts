import { afterEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { parseEnv } from './env.ts';

afterEach(() => vi.unstubAllEnvs());

it('gives the variables of the schema, parsed', () => {
  vi.stubEnv('TABLE_NAME', 'runs');
  vi.stubEnv('BATCH', '7');
  expect(parseEnv(z.object({ TABLE_NAME: z.string(), BATCH: z.coerce.number() }))).toEqual({
    TABLE_NAME: 'runs',
    BATCH: 7,
  });
});

it('names each variable that is missing or wrong in one line, and no value', () => {
  vi.stubEnv('API_URL', 'secret-value');
  const parse = () => parseEnv(z.object({ TABLE_NAME: z.string(), API_URL: z.url() }));
  expect(parse).toThrow(/^Environment variables are not as needed: TABLE_NAME is missing; API_URL: [^\n]+$/);
  expect(parse).not.toThrow(/secret-value/);
});
