import * as z from 'zod';
import type { Operation } from './operation.ts';
import { parametersOf } from './router.ts';

type Json = Record<string, unknown>;

/** The parts of an OpenAPI 3.1 document that ours has. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: Json;
  readonly security: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: Json;
}

const problemSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  properties: {
    type: { type: 'string', description: 'urn:navigator:problem:CODE' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'what happened, which input caused it, what to do next' },
    requestId: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail', 'requestId'],
};

const problemResponse = {
  description: 'Refused or failed',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
};

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

const describeParameters = (operation: Operation): { parameters: Json[]; requestBody?: Json } => {
  const { method, path } = operation.http;
  const { properties, required } = ObjectSchema.parse(toJsonSchema(operation.input, 'input'));
  const inPath = parametersOf(path);
  const fields = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    description,
    schema,
  }));
  const pathParameters = fields
    .filter(({ name }) => inPath.includes(name))
    .map((field) => ({ ...field, in: 'path', required: true }));
  const rest = fields.filter(({ name }) => !inPath.includes(name));
  if (method === 'GET' || method === 'DELETE') {
    const query = rest.map((field) => ({ ...field, in: 'query', required: required.includes(field.name) }));
    return { parameters: [...pathParameters, ...query] };
  }
  if (rest.length === 0) {
    return { parameters: pathParameters };
  }
  const neededInBody = required.filter((name) => !inPath.includes(name));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(rest.map(({ name }) => [name, properties[name]])),
    required: neededInBody,
    additionalProperties: false,
  };
  return {
    parameters: pathParameters,
    requestBody: { required: neededInBody.length > 0, content: { 'application/json': { schema } } },
  };
};

const capabilityOf = (operation: Operation): string => operation.id.split('.')[0] ?? operation.id;

const describeOperation = (operation: Operation): Json => {
  const { system, level } = operation.access;
  const answer = (description: string) => ({
    description,
    headers: { 'x-request-id': { schema: { type: 'string' } } },
    content: { 'application/json': { schema: toJsonSchema(operation.output, 'output') } },
  });
  const { longRunning = false } = operation;
  return {
    operationId: operation.id,
    tags: [capabilityOf(operation)],
    summary: operation.summary,
    description: `Needs ${level} on ${system}.`,
    ...describeParameters(operation),
    responses: {
      ...(longRunning !== true && { 200: answer('Done') }),
      ...(longRunning !== false && { 202: answer('Accepted: follow it by its id') }),
      default: problemResponse,
    },
    'x-navigator': { command: operation.command, effect: operation.effect, examples: operation.examples },
  };
};

/** OpenAPI has no parameter that spans slashes: `{name+}` becomes `{name}`, whose slashes may be sent as they are. */
const toTemplate = (path: string): string => path.replaceAll('+}', '}');

/** The OpenAPI 3.1 document of the operations. */
export const describeOperations = (operations: readonly Operation[]): OpenApiDocument => {
  const templates = [...new Set(operations.map(({ http }) => toTemplate(http.path)))];
  const describePath = (template: string) =>
    Object.fromEntries(
      operations
        .filter(({ http }) => toTemplate(http.path) === template)
        .map((operation) => [operation.http.method.toLowerCase(), describeOperation(operation)]),
    );
  return {
    openapi: '3.1.1',
    info: {
      title: 'Navigator',
      version: '1',
      description: 'Path parameters that name a repository may contain slashes, as they are or encoded.',
    },
    security: [{ apiKey: [] }],
    tags: [...new Set(operations.map(capabilityOf))].map((name) => ({ name })),
    paths: Object.fromEntries(templates.map((template) => [template, describePath(template)])),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: '`nav_…`, as `navigator key create` shows it once' },
      },
      schemas: { Problem: problemSchema },
    },
  };
};
