import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { describeIssues } from './describe-issues.ts';
import { DomainError, toProblem } from './errors.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { logger } from './observability.ts';
import type { InputOf, Operation, OutputOf } from './operation.ts';
import { isAllowed, type Principal } from './principal.ts';
import { makeRouter } from './router.ts';

/** Who calls, and what an implementation may ask of its surroundings. */
export interface Call {
  readonly principal: Principal;
  /** To call another capability's operation as the caller. */
  readonly principalToken: string;
  /** Throws `access.denied` unless the operation's level is granted on the resource. */
  readonly authorise: (resource: string) => void;
  readonly now: () => Date;
  readonly requestId: string;
}

/** What an operation does, given its parsed input. */
export type Implementation<O extends Operation> = (input: InputOf<O>, call: Call) => Promise<OutputOf<O>>;

/** An operation with its implementation. */
export interface Implemented {
  readonly operation: Operation;
  readonly run: (input: never, call: Call) => Promise<unknown>;
}

/** Pairs an operation with its implementation, which must fit its input and output. */
export const implement = <O extends Operation>(operation: O, run: Implementation<O>): Implemented => ({
  operation,
  run,
});

/** Bytes of a request's body, unless the operation says more. */
const bodyLimit = 1024 * 1024;

const HttpRequest = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string().optional()).default({}),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    stage: z.string().default('$default'),
    http: z.object({ method: z.string() }),
    authorizer: z.object({ lambda: z.object({ principalToken: z.string() }).nullish() }).nullish(),
  }),
});
type HttpRequest = z.infer<typeof HttpRequest>;

const DirectRequest = z.object({ operation: z.string(), input: z.unknown(), principalToken: z.string() });

/** A request of either door; its operation and input are found when asked for, so that their faults are answered too. */
interface Request {
  readonly requestId: string;
  readonly principalToken: string | undefined;
  readonly resolve: () => { implemented: Implemented; input: unknown };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const invalid = (message: string): DomainError => new DomainError('input.invalid', message);

const readJson = (request: HttpRequest, limit = bodyLimit): Record<string, unknown> => {
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > limit) {
    const megabytes = Math.floor((limit / 1024 / 1024) * 10) / 10;
    throw new DomainError('payload.too-large', `The body is over ${megabytes} MB. Send less at once.`);
  }
  if (bytes.length === 0) {
    return {};
  }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw invalid('content-type: send the body as application/json.');
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new DomainError('input.invalid', 'The body is not a JSON object.', { cause });
  }
};

const readQuery = (request: HttpRequest): Record<string, unknown> => {
  const query = new URLSearchParams(request.rawQueryString);
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) {
    throw invalid(`${repeated}: given more than once.`);
  }
  return Object.fromEntries(query);
};

/** A named stage is part of the path that API Gateway hands over, the default stage is not. */
const pathOf = ({ rawPath, requestContext: { stage } }: HttpRequest): string =>
  rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;

const parseInput = (operation: Operation, input: unknown): unknown => {
  const parsed = operation.input.strict().safeParse(input ?? {});
  if (!parsed.success) {
    throw invalid(describeIssues(parsed.error));
  }
  return parsed.data;
};

const parseOutput = (operation: Operation, output: unknown): unknown => {
  const parsed = operation.output.safeParse(output);
  if (!parsed.success) {
    throw new Error(`${operation.id} answers what its contract does not say: ${describeIssues(parsed.error)}`);
  }
  return parsed.data;
};

const authoriser =
  (operation: Operation, principal: Principal) =>
  (resource?: string): void => {
    const { system, level } = operation.access;
    if (!isAllowed(principal, operation.access, resource)) {
      const where = resource === undefined || resource === '*' ? '' : ` for ${resource}`;
      throw new DomainError(
        'access.denied',
        `${operation.id} needs ${level} on ${system}${where}, which your key does not grant. Ask an administrator of ${principal.tenant} for it.`,
      );
    }
  };

/** What changes something of the whole tenant and names no resource asks for all of them. */
const resourceOf = (operation: Operation, input: unknown): string | undefined => {
  const { resource } = operation.access;
  if (typeof resource === 'function') {
    return resource(input as Record<string, unknown>);
  }
  return resource === undefined && operation.effect !== 'read' ? '*' : undefined;
};

/** A list shows the items whose resource the caller may act on; pages may therefore be shorter than their limit. */
const filterItems = (operation: Operation, principal: Principal, output: unknown): unknown => {
  const { itemResource } = operation.access;
  if (!itemResource) {
    return output;
  }
  const list = z.looseObject({ items: z.array(z.unknown()) }).parse(output);
  return {
    ...list,
    items: list.items.filter((item) => isAllowed(principal, operation.access, itemResource(item as never))),
  };
};

const goesOn = ({ longRunning = false }: Operation, output: unknown): boolean =>
  typeof longRunning === 'function' ? longRunning(output as never) : longRunning;

const perform = async (
  { operation, run }: Implemented,
  rawInput: unknown,
  caller: { principal: Principal; principalToken: string; requestId: string },
): Promise<Answer> => {
  const authorise = authoriser(operation, caller.principal);
  authorise();
  const input = parseInput(operation, rawInput);
  authorise(resourceOf(operation, input));
  let isAuthorised = operation.access.resource !== 'loaded';
  const call: Call = {
    ...caller,
    authorise: (resource) => {
      authorise(resource);
      isAuthorised = true;
    },
    now: () => new Date(),
  };
  const output = parseOutput(operation, await run(input as never, call));
  if (!isAuthorised) {
    throw new Error(`${operation.id} answered without authorise(resource)`);
  }
  return { status: goesOn(operation, output) ? 202 : 200, body: filterItems(operation, caller.principal, output) };
};

const outcomeOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'internal.error');

/** The audit line of everything but reads, which are kept for debugging only. Never the input or the answer. */
const audit = (operation: Operation, principal: Principal | undefined, outcome: string, startedAt: number): void => {
  const line = {
    operation: operation.id,
    tenant: principal?.tenant,
    subject: principal?.subject,
    effect: operation.effect,
    outcome,
    duration: Math.round(performance.now() - startedAt),
  };
  if (operation.effect === 'read') {
    logger.debug('operation.called', line);
  } else {
    logger.info('operation.called', line);
  }
};

type Verify = (token: string) => Promise<Principal>;

const answerRequest = async (request: Request, verify: Verify): Promise<Answer> => {
  const startedAt = performance.now();
  const { requestId, principalToken } = request;
  let operation: Operation | undefined;
  let principal: Principal | undefined;
  try {
    if (!principalToken) {
      throw new DomainError('key.missing', 'Send an API key: `Authorization: Bearer nav_…`.');
    }
    principal = await verify(principalToken);
    logger.appendKeys({ requestId, tenant: principal.tenant });
    const { implemented, input } = request.resolve();
    operation = implemented.operation;
    const answer = await perform(implemented, input, { principal, principalToken, requestId });
    audit(operation, principal, 'success', startedAt);
    return answer;
  } catch (error) {
    const problem = toProblem(error, requestId);
    if (problem.status >= 500) {
      logger.error('operation.failed', { operation: operation?.id, error: error as Error });
    }
    if (operation) {
      audit(operation, principal, outcomeOf(error), startedAt);
    }
    return { status: problem.status, body: problem };
  }
};

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const toHttpResponse = ({ status, body }: Answer, requestId: string) => ({
  statusCode: status,
  headers: {
    ...securityHeaders,
    'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
    'x-request-id': requestId,
  },
  body: JSON.stringify(body),
});

const checkComplete = (capability: readonly Operation[], implemented: readonly Implemented[]): void => {
  const ids = implemented.map(({ operation }) => operation.id);
  const wrong = [
    ...capability.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${id} has no implementation`),
    ...ids.filter((id) => !capability.some((operation) => operation.id === id)).map((id) => `${id} is not declared`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is implemented twice`),
  ];
  if (wrong.length > 0) {
    throw new Error(`The operations are not served as declared: ${wrong.join('; ')}`);
  }
};

/**
 * The Lambda that serves a capability's operations, over an HTTP API (payload 2.0, principal token from the authorizer)
 * and to other functions, which invoke it with `{ operation, input, principalToken }` and get `{ status, body }`.
 * Throws at start where an operation has no implementation.
 */
export const serveOperations = (
  capability: readonly Operation[],
  implemented: readonly Implemented[],
  { verify }: { verify: Verify },
): LambdaHandler => {
  checkComplete(capability, implemented);
  const byId = new Map(implemented.map((each) => [each.operation.id, each]));
  const route = makeRouter(capability);
  const find = (id: string | undefined, asked: string): Implemented => {
    const found = id === undefined ? undefined : byId.get(id);
    if (!found) {
      throw new DomainError('operation.unknown', `There is no ${asked}. /api/openapi.json lists what there is.`);
    }
    return found;
  };

  const serveHttp = async (event: unknown): Promise<unknown> => {
    const request = HttpRequest.parse(event);
    const { requestId, http, authorizer } = request.requestContext;
    const answer = await answerRequest(
      {
        requestId,
        principalToken: authorizer?.lambda?.principalToken,
        resolve: () => {
          const path = pathOf(request);
          const found = route(http.method, path);
          const operation = find(found?.operation.id, `operation ${http.method} ${path}`);
          const isQuery = http.method === 'GET' || http.method === 'DELETE';
          const body = isQuery ? readQuery(request) : readJson(request, operation.operation.largestBody);
          const input = { ...body, ...found?.parameters };
          return { implemented: operation, input };
        },
      },
      verify,
    );
    return toHttpResponse(answer, requestId);
  };

  const serveDirect = (event: unknown, context: Context): Promise<Answer> => {
    const { operation, input, principalToken } = DirectRequest.parse(event);
    return answerRequest(
      {
        requestId: context.awsRequestId,
        principalToken,
        resolve: () => ({ implemented: find(operation, `operation ${operation} here`), input }),
      },
      verify,
    );
  };

  const isHttp = (event: unknown): boolean => typeof event === 'object' && event !== null && 'requestContext' in event;
  return lambdaHandler((event, context) => (isHttp(event) ? serveHttp(event) : serveDirect(event, context)));
};
