import type * as z from 'zod';
import type { Access } from './principal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an operation does to the world: reads need no audit, destructive ones need a yes. */
export type Effect = 'read' | 'write' | 'destructive';

/**
 * One thing a person or a program can do, as data. HTTPS routes, the OpenAPI document, the typed client, the CLI's
 * commands, and later chat, MCP and Slack are derived from it, and no door can forget its authorisation.
 */
export interface Operation<
  Id extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> {
  /** `runs.trigger`: the capability and the verb. */
  readonly id: Id;
  /** One sentence, imperative, as shown by `--help` and OpenAPI. */
  readonly summary: string;
  /** Utterances that mean this operation. */
  readonly examples: readonly string[];
  /**
   * `path` has its parameters in braces, each a field of the input; `{name+}` spans slashes. The rest of the input is
   * the query of a GET or DELETE, the JSON body of others.
   */
  readonly http: { readonly method: Method; readonly path: string };
  /** Bytes of the JSON body; an invocation carries 6 MB. @default 1 MB */
  readonly largestBody?: number;
  /** The CLI's words, positional inputs in angle or square brackets: `repo add <url>`. */
  readonly command: string;
  readonly input: Input;
  readonly output: Output;
  readonly access: Access & {
    /**
     * The input's resource name to hold against the grants; absent where there is none. `loaded`: only the stored thing
     * knows its resource, so the implementation calls `authorise(resource)`, and an answer without that call is refused.
     * `own`: it is the caller's alone, such as a conversation, so any grant of the level will do.
     */
    readonly resource?: ((input: z.infer<Input>) => string) | 'loaded' | 'own';
    /** For lists: the resource name of one item, by which the answer's `items` are filtered. */
    readonly itemResource?: (item: never) => string;
  };
  readonly effect: Effect;
  /** Answers 202 with the id of an execution to follow; where only the answer decides, a function of it. */
  readonly longRunning?: boolean | ((output: z.infer<Output>) => boolean);
  /** The first API version that has it. */
  readonly since: '1';
}

/** Declares an operation, keeping its literal id and its schemas' types. */
export const defineOperation = <Id extends string, Input extends z.ZodObject, Output extends z.ZodType>(
  operation: Operation<Id, Input, Output>,
): Operation<Id, Input, Output> => operation;

/** The input of an operation as its implementation receives it, parsed. */
export type InputOf<O extends Operation> = z.infer<O['input']>;
/** The output of an operation. */
export type OutputOf<O extends Operation> = z.infer<O['output']>;
