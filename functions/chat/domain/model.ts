/** An operation as a model is offered it; names hold no dots there. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its input. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A tool that a model wants to be used; `input` is what it wrote, parsed as JSON but not checked. */
export interface ModelCall {
  readonly id: string;
  readonly tool: string;
  readonly input: unknown;
}

/** One turn of what a model reads, oldest first; results stand for the calls of the turn before. */
export type ModelMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly ModelCall[] }
  | { readonly role: 'results'; readonly results: readonly { readonly call: string; readonly text: string }[] };

/** Tokens that a model read and wrote. */
export interface ModelUsage {
  readonly input: number;
  readonly output: number;
}

/** What a model says, and which tools it wants to be used. */
export interface ModelReply {
  readonly text: string;
  readonly calls: readonly ModelCall[];
  readonly usage: ModelUsage;
}

/** What a model is asked. */
export interface ModelRequest {
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  /** Tokens that it may write. */
  readonly maxTokens: number;
  /** Ends the request. */
  readonly signal: AbortSignal;
  /** Told each piece of its text as it comes. */
  readonly tell?: (piece: string) => void;
  /** Called for every sign of life. */
  readonly beat?: () => void;
}

/** Asks a model once. Throws a ModelFailure. */
export type Converse = (request: ModelRequest) => Promise<ModelReply>;

/** A model that did not answer; `isPassing` where another attempt may succeed. */
export class ModelFailure extends Error {
  readonly isPassing: boolean;
  constructor(message: string, { isPassing, cause }: { isPassing: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = 'ModelFailure';
    this.isPassing = isPassing;
  }
}

/** A call as a model writes it, piece by piece. */
export interface WrittenCall {
  readonly id: string;
  readonly tool: string;
  readonly written: string;
}

/** A call once it is written; what is no JSON is an input that no operation takes. */
export const readCall = ({ id, tool, written }: WrittenCall): ModelCall => {
  try {
    return { id, tool, input: JSON.parse(written === '' ? '{}' : written) };
  } catch {
    return { id, tool, input: written };
  }
};

/** HTTP statuses that another attempt may not see again. */
export const isPassingStatus = (status: number): boolean => status === 408 || status === 429 || status >= 500;
