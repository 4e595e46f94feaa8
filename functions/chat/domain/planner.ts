import * as z from 'zod';
import type { Operation } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import { type Answer, type ModelUse, Plan } from '../contract.ts';

/** What a conversation spoke of last. */
export const Focus = z.object({
  workflow: z.string().optional(),
  run: z.string().optional(),
  /** Of that run, once they are known. */
  tasks: z.array(z.string()).optional(),
  task: z.string().optional(),
  repository: z.string().optional(),
  source: z.string().optional(),
  /** The last thing that was done. */
  plan: Plan.optional(),
});
export type Focus = z.infer<typeof Focus>;

/** One of several things that a question leaves open: how it is shown, and what it stands for. */
export const Choice = z.object({ label: z.string(), value: z.string() });
export type Choice = z.infer<typeof Choice>;

/** What a question of ours waits for: a field of an operation's input, or which of several plans was meant. */
export const Pending = z.discriminatedUnion('awaits', [
  z.object({
    awaits: z.literal('field'),
    operation: z.string(),
    input: z.record(z.string(), z.unknown()),
    field: z.string(),
    choices: z.array(Choice),
  }),
  z.object({ awaits: z.literal('operation'), plans: z.array(Plan) }),
]);
export type Pending = z.infer<typeof Pending>;

/** Names of what is there, as far as the caller may see it. */
export interface Names {
  readonly workflows: readonly { readonly name: string; readonly repository: string }[];
  readonly repositories: readonly string[];
  readonly sources: readonly string[];
  readonly keys: readonly { readonly id: string; readonly name: string }[];
  /** Of the run that is spoken of. */
  readonly tasks: readonly string[];
}

/** A run, as far as planning asks for it. */
export interface KnownRun {
  readonly id: string;
  readonly workflow: string;
  readonly state: string;
}

/** What a planner may look up, as the caller. */
export interface LookUp {
  /** The caller's things; of the run, where one is spoken of, its tasks. */
  readonly names: (run?: string) => Promise<Names>;
  /** The newest runs that are so, newest first. */
  readonly runs: (filter: { workflow?: string; states?: readonly string[] }) => Promise<readonly KnownRun[]>;
}

/** What an engine that reads before it answers may do, and as whom. */
export interface PlanningAs {
  readonly principal: Principal;
  /** Carries out a plan that only reads, as the caller; what it answers is masked. A problem is a refusal. */
  readonly read: (plan: Plan) => Promise<Answer>;
  /** What was said in the conversation before, oldest first, as it is kept. */
  readonly turns: () => Promise<readonly { readonly text: string; readonly answer: Answer }[]>;
}

/** Where a message stands. */
export interface PlanningContext {
  readonly now: Date;
  /** IANA name. */
  readonly timeZone: string;
  readonly focus: Focus;
  readonly pending?: Pending;
  readonly lookUp: LookUp;
  /** Whether the caller has the rights for it somewhere; only that is suggested. @default everything */
  readonly mayUse?: (operation: Operation) => boolean;
  /** Without it, an engine that reads cannot work. */
  readonly as?: PlanningAs;
  /** Told the answer's text while it is being made, where the engine can; the answer then takes the place of what was told. */
  readonly tell?: (piece: string) => void;
}

/**
 * What a message asks for. `several`: one after the other. `question`: something is missing, or it is not clear what was
 * meant. `unknown`: none of the operations, `query` being there where knowledge may have the answer. `answered`: the engine
 * has read what was asked for and says it.
 */
export type Planned = {
  readonly notes?: readonly string[];
  /** @default offline */
  readonly engine?: Answer['engine'];
  /** What the model was asked, where one was. */
  readonly usage?: ModelUse;
  /** Why whatever changes something needs a yes that shows its literal inputs. */
  readonly askBecause?: string;
} & (
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'several'; readonly plans: readonly Plan[] }
  | {
      readonly kind: 'question';
      readonly text: string;
      readonly confidence: number;
      readonly operation?: string;
      readonly pending: Pending;
    }
  | {
      readonly kind: 'unknown';
      readonly confidence: number;
      readonly suggestions: readonly string[];
      readonly query?: string;
      /** The one that it names, if any. */
      readonly workflow?: string;
      /** What does it in a terminal, where a conversation does not. */
      readonly command?: string;
    }
  | {
      readonly kind: 'answered';
      readonly answer: Answer;
      readonly focus: Focus;
      /** The last one that was read. */
      readonly operation?: string;
    }
);

/** Understands a message. Engines differ behind this; what they answer is checked against the catalogue before it runs. */
export type Planner = (message: string, context: PlanningContext) => Promise<Planned>;
