import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { catalogue } from '../../functions/catalogue.ts';
import { describeApi } from '../../functions/identity/operations/describe-api.ts';
import { ApiProblem, buildRequest } from '../../functions/shared/client.ts';
import { logger } from '../../functions/shared/observability.ts';
import type { Operation } from '../../functions/shared/operation.ts';
import type { Principal } from '../../functions/shared/principal.ts';
import { parametersOf } from '../../functions/shared/router.ts';
import { type Implemented, serveOperations } from '../../functions/shared/serve-operations.ts';

const operations: readonly Operation[] = catalogue;
const duplicates = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

/** Chat would keep their secrets. */
const neverPlanned = ['credentials.set', 'webhooks.set'];

const FieldType = z.looseObject({ type: z.string().optional() });
const FieldSchema = FieldType.extend({ anyOf: z.array(FieldType).optional() });

/** The JSON Schema of an input's fields, as OpenAPI shows them. */
const fieldsOf = (operation: Operation) =>
  z
    .object({ properties: z.record(z.string(), FieldSchema).default({}) })
    .parse(z.toJSONSchema(operation.input, { io: 'input' })).properties;

describe('the catalogue', () => {
  it('has no two operations of one id, route or command', () => {
    expect(duplicates(operations.map(({ id }) => id))).toEqual([]);
    expect(duplicates(operations.map(({ http }) => `${http.method} ${http.path.replace(/\{\w+/g, '{')}`))).toEqual([]);
    expect(duplicates(operations.map(({ command }) => command))).toEqual([]);
    expect(duplicates(operations.map(({ command }) => command.replace(/ *[<[].*/, '')))).toEqual([]);
  });

  describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
    it('has examples, a summary and an id of capability and verb', () => {
      // Without examples an operation is never planned: chat cannot be asked to chat, or to open a door for itself.
      const isNeverPlanned = /^\/api\/(chat|integrations)\//.test(operation.http.path) || neverPlanned.includes(id);
      expect(isNeverPlanned || operation.examples.length > 0).toBe(true);
      expect(operation.summary).toMatch(/^[A-Z].+[^.]$/);
      expect(id).toMatch(/^[a-z]+\.[a-z]+$/);
    });

    it('names in path and command only fields of its input', () => {
      const words = [...operation.command.matchAll(/[<[](\w+)/g)].map(([, word]) => word);
      const fields = Object.keys(operation.input.shape);
      expect(fields).toEqual(expect.arrayContaining([...parametersOf(operation.http.path), ...words]));
    });

    it('has only text and numbers where the path or the query carries them', () => {
      const inPath = parametersOf(operation.http.path);
      const carried = Object.entries(fieldsOf(operation)).filter(
        ([name]) => inPath.includes(name) || ['GET', 'DELETE'].includes(operation.http.method),
      );
      for (const { type } of carried.flatMap(([, field]) => field.anyOf ?? [field])) {
        expect(['string', 'integer', 'number']).toContain(type);
      }
    });
  });
});

const JsonSchema = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.strictObject({ schema: JsonSchema }));
const Response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.strictObject({ schema: JsonSchema })).optional(),
  content: Content.optional(),
});

/** The structure that OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1) asks of the parts that ours has. */
const OpenApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string().optional() }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().optional() })),
  paths: z.record(
    z.string().regex(/^(\/[a-z.]+|\/\{\w+\})+$/),
    z.partialRecord(
      z.enum(['get', 'put', 'post', 'delete', 'patch']),
      z.strictObject({
        operationId: z.string(),
        tags: z.array(z.string()),
        summary: z.string(),
        description: z.string(),
        parameters: z.array(
          z.strictObject({
            name: z.string(),
            in: z.enum(['path', 'query']),
            required: z.boolean(),
            description: z.string().optional(),
            schema: JsonSchema,
          }),
        ),
        requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
        responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), Response),
        'x-navigator': z.strictObject({ command: z.string(), effect: z.string(), examples: z.array(z.string()) }),
      }),
    ),
  ),
  components: z.strictObject({
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.string(), description: z.string().optional() }),
    ),
    schemas: z.record(z.string(), JsonSchema),
  }),
});

describe('the OpenAPI document', async () => {
  const raw = JSON.parse(JSON.stringify(await describeApi()()));
  const document = OpenApi.parse(raw);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

  it('has every operation exactly once, where it is served', () => {
    const asDescribed = described.map(({ path, method, operationId }) => `${operationId} ${method} ${path}`);
    const asDeclared = operations.map(
      ({ id, http }) => `${id} ${http.method.toLowerCase()} ${http.path.replaceAll('+}', '}')}`,
    );
    expect(asDescribed.sort()).toEqual(asDeclared.sort());
  });

  it('describes each parameter of a path once, and every field of the input somewhere', () => {
    for (const { path, parameters, requestBody, operationId } of described) {
      const inTemplate = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(expect.arrayContaining(inTemplate));
      expect(inPath).toHaveLength(inTemplate.length);
      expect(inPath.every(({ required }) => required)).toBe(true);
      const body = requestBody?.content['application/json']?.schema.properties ?? {};
      const fields = [...parameters.map(({ name }) => name), ...Object.keys(body)].sort();
      const declared = operations.find(({ id }) => id === operationId)?.input.shape ?? {};
      expect(fields).toEqual(Object.keys(declared).sort());
    }
  });

  it('answers 202 to long work, problem details to failures, and refers to nothing that is not there', () => {
    for (const { operationId, responses } of described) {
      const isLong = operations.find(({ id }) => id === operationId)?.longRunning ?? false;
      const statuses = typeof isLong === 'function' ? ['200', '202'] : [isLong ? '202' : '200'];
      expect(Object.keys(responses).sort()).toEqual([...statuses, 'default']);
      expect(Object.keys(responses.default?.content ?? {})).toEqual(['application/problem+json']);
    }
    const references = [...JSON.stringify(raw).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect([...new Set(references)]).toEqual(['#/components/schemas/Problem']);
    expect(document.components.schemas).toHaveProperty('Problem');
  });

  it('asks for the key it describes', () => {
    expect(document.security.flatMap(Object.keys)).toEqual(Object.keys(document.components.securitySchemes));
  });
});

/** Values for a field: text that may hold anything a URL finds hard, or what its own pattern says. */
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  fc.constantFrom('a/b', 'a?b#c', 'a+b c', 'a%2Fb', 'manual__2026-01-01T00:00:00+00:00', '100%', 'é', '&=;'),
);
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const repository = fc
  .oneof(fc.tuple(fc.constantFrom('company', 'community'), name), fc.tuple(fc.constant('personal'), name, name))
  .map((parts) => parts.join('/'));

const special: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  repository,
  environment: name,
  url: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
  webUrl: fc.webUrl(),
  person: name.map((local) => `${local.replace(/-+/g, '')}x@example.com`),
  commit: fc.stringMatching(/^[0-9a-f]{7,40}$/),
  branch: name,
  tag: name,
  resources: fc.array(text, { minLength: 1, maxLength: 3 }),
  conf: fc.dictionary(text, fc.jsonValue()),
  edits: fc.dictionary(text, fc.jsonValue()),
  rules: fc.array(name, { minLength: 1, maxLength: 3 }),
  add: fc.array(fc.constantFrom('polars==1.2.3', 'a-b[c,d]==1!2.0+x'), { minLength: 1, maxLength: 2 }),
  wait: fc.constantFrom('90s', '12h', '7d'),
  path: fc.constantFrom('', 'dags', 'a b/c'),
  airflowVersion: fc.constant('3.0.6'),
  pythonVersion: fc.constant('3.12'),
};

const Field = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
});

const valuesOf = (operation: Operation, field: string): fc.Arbitrary<unknown> => {
  const {
    type,
    enum: options,
    pattern,
    minimum = 0,
    maximum = 1000,
    minLength = 0,
  } = Field.parse(fieldsOf(operation)[field]);
  if (options) {
    return fc.constantFrom(...options);
  }
  if (type === 'integer') {
    return fc.integer({ min: minimum, max: Math.min(maximum, 1_000_000) });
  }
  // Guesses would never be valid, and the search for one would not end.
  if (special[field] === undefined && type !== 'string' && type !== undefined) {
    throw new Error(`say what values ${operation.id} takes for ${field}`);
  }
  return (
    special[field] ??
    (pattern ? fc.stringMatching(new RegExp(pattern)) : text.map((value) => value.padEnd(minLength, 'x')))
  );
};

/** Valid inputs of an operation; a value that no address can hold (`..`, `a/b`) is the client's to refuse and left out here. */
const inputsOf = (operation: Operation): fc.Arbitrary<Record<string, unknown>> => {
  const isOptional = (field: string) => operation.input.shape[field].safeParse(undefined).success;
  const fields = Object.keys(operation.input.shape);
  return fc
    .record(Object.fromEntries(fields.map((field) => [field, valuesOf(operation, field)])), {
      requiredKeys: fields.filter((field) => !isOptional(field)),
    })
    .filter((input) => operation.input.safeParse(input).success && isAddressable(operation, input));
};

const isAddressable = (operation: Operation, input: Record<string, unknown>): boolean => {
  try {
    buildRequest(operation, input);
    return true;
  } catch (error) {
    return !(error instanceof ApiProblem);
  }
};

/** Every escape but `%25` decoded, as API Gateway's HTTP APIs do. */
const asGatewayDecodes = (path: string): string => decodeURIComponent(path.replaceAll('%25', '%2525'));

const context = { awsRequestId: randomUUID(), functionName: 'f' } as Context;
const everything: Principal = {
  tenant: 'acme',
  subject: { kind: 'key', id: 'k' },
  systems: [
    { system: 'automatrix', level: 'admin', resources: ['*'] },
    { system: 'relaycore', level: 'admin', resources: ['*'] },
  ],
  roles: [],
};

/** Asks the served catalogue as API Gateway would, and tells which operation was reached with which input. */
const makeServer = () => {
  const reached: { id: string; input: unknown }[] = [];
  const implemented: Implemented[] = operations.map((operation) => ({
    operation,
    run: async (input) => {
      reached.push({ id: operation.id, input });
    },
  }));
  const handler = serveOperations(operations, implemented, { verify: async () => everything });
  return async (operation: Operation, input: Record<string, unknown>, handOver: (path: string) => string) => {
    const request = buildRequest(operation, input);
    const url = new URL(`https://api.example${request.path}?${request.query}`);
    await handler(
      {
        rawPath: handOver(url.pathname),
        rawQueryString: url.search.slice(1),
        headers: { 'content-type': 'application/json' },
        body: request.body,
        requestContext: {
          requestId: 'r',
          http: { method: request.method },
          authorizer: { lambda: { principalToken: 'token' } },
        },
      },
      context,
    );
    return reached.splice(0);
  };
};

describe('what the client asks is what the server understands', () => {
  // The implementations here answer nothing, which the server rightly reports as an error of ours.
  vi.spyOn(logger, 'error').mockImplementation(() => undefined);
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
  const ask = makeServer();

  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (id, operation) => {
    await fc.assert(
      fc.asyncProperty(inputsOf(operation), async (input) => {
        // JSON knows no negative zero.
        const understood = [{ id, input: JSON.parse(JSON.stringify(operation.input.parse(input))) }];
        await expect(ask(operation, input, asGatewayDecodes)).resolves.toEqual(understood);
        await expect(ask(operation, input, (path) => path)).resolves.toEqual(understood);
      }),
      { numRuns: 60 },
    );
  });
});
