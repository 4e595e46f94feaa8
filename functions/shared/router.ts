import type { Method, Operation } from './operation.ts';

/** A part of a path: fixed text, one parameter, or one that spans slashes. */
type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' | 'many'; readonly name: string };

/** The parts of an operation's path, `{name}` one segment, `{name+}` one or more. */
export const parsePath = (path: string): readonly Segment[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => {
      const parameter = /^\{(?<name>\w+)(?<many>\+?)\}$/.exec(part)?.groups;
      if (!parameter?.name) {
        return { kind: 'text', text: part };
      }
      return { kind: parameter.many ? 'many' : 'one', name: parameter.name };
    });

/** The names of a path's parameters. */
export const parametersOf = (path: string): readonly string[] =>
  parsePath(path).flatMap((segment) => (segment.kind === 'text' ? [] : [segment.name]));

/**
 * API Gateway's HTTP APIs hand over a path in which every escape but `%25` is decoded, function URLs hand it over as
 * sent: decoding once gives the value back in both cases. A stray `%` stays as it is.
 */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

type Parameters = Readonly<Record<string, string>>;

/** Matches from the left; a spanning parameter takes as much as leaves enough for what follows it. */
const match = (pattern: readonly Segment[], path: readonly string[]): Parameters | undefined => {
  const [segment, ...restOfPattern] = pattern;
  if (!segment) {
    return path.length === 0 ? {} : undefined;
  }
  const longest = segment.kind === 'many' ? path.length - restOfPattern.length : 1;
  const taken = path.slice(0, Math.max(1, longest));
  if (taken.length === 0 || taken.includes('') || (segment.kind === 'text' && taken[0] !== segment.text)) {
    return undefined;
  }
  const rest = match(restOfPattern, path.slice(taken.length));
  return rest && (segment.kind === 'text' ? rest : { [segment.name]: taken.map(decode).join('/'), ...rest });
};

const weight = { text: 0, one: 1, many: 2 } as const;

/** Sorts the more specific path first: fixed text before a parameter before a spanning one, then the longer path. */
const bySpecificity = (one: readonly Segment[], other: readonly Segment[]): number => {
  for (const [index, segment] of one.entries()) {
    const against = other[index];
    if (!against) {
      return -1;
    }
    if (weight[segment.kind] !== weight[against.kind]) {
      return weight[segment.kind] - weight[against.kind];
    }
  }
  return other.length - one.length;
};

/** What a request resolves to: an operation, and its path's parameters decoded. */
export interface Route<O extends Operation> {
  readonly operation: O;
  readonly parameters: Parameters;
}

/** Finds the operation of a method and a path, the most specific first. */
export const makeRouter = <O extends Operation>(
  operations: readonly O[],
): ((method: string, path: string) => Route<O> | undefined) => {
  const routes = operations
    .map((operation) => ({
      operation,
      method: operation.http.method as Method,
      pattern: parsePath(operation.http.path),
    }))
    .sort((one, other) => bySpecificity(one.pattern, other.pattern));
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const route of routes) {
      const parameters = route.method === method ? match(route.pattern, segments) : undefined;
      if (parameters) {
        return { operation: route.operation, parameters };
      }
    }
    return undefined;
  };
};
