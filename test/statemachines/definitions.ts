import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const Retry = z.object({
  ErrorEquals: z.array(z.string()).min(1),
  MaxAttempts: z.number().int().min(1),
  IntervalSeconds: z.number(),
  BackoffRate: z.number(),
  JitterStrategy: z.literal('FULL'),
});
const Catch = z.looseObject({ ErrorEquals: z.array(z.string()).min(1), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  Comment: z.string(),
  Resource: z.string().optional(),
  TimeoutSeconds: z.union([z.number().positive(), z.string().regex(/^\{%.*%\}$/s)]).optional(),
  Retry: z.array(Retry).optional(),
  Catch: z.array(Catch).optional(),
});
const Definition = z.looseObject({
  Comment: z.string(),
  QueryLanguage: z.literal('JSONata'),
  TimeoutSeconds: z.number(),
  States: z.record(z.string(), State),
});

const folder = 'statemachines';

/** Every state machine of the repository; the shapes that the house asks of a state are those of the schema above. */
export const definitions = readdirSync(folder)
  .filter((name) => name.endsWith('.asl.json'))
  .map((name) => {
    const json: unknown = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
    return { name, json, definition: Definition.parse(json) };
  });

/** The JSONata expressions within a value, without their marks, and where each stands. */
export const expressionsIn = (value: unknown, path = ''): { path: string; expression: string }[] => {
  if (typeof value === 'string') {
    const expression = /^\{%(.*)%\}$/s.exec(value)?.[1];
    return expression === undefined ? [] : [{ path, expression }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, `${path}/${key}`));
};
