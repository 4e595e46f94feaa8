import { untrusted } from './guards.ts';
import { either, type Scope, type Value, withoutLabels } from './values.ts';

/** Names above which what the branches of a statement make of them is not held apart, which takes time for each. */
const mostNames = 200;

/** The values of names on each way through a statement. */
export interface Branches {
  /** Begins a branch, or the condition of one, with the values from before it. */
  readonly enter: () => void;
  /** Keeps what a condition gave names to for the branches that follow. */
  readonly keep: () => void;
  /** Ends a branch after which the program goes on. */
  readonly leave: () => void;
  /** Goes on with whatever any branch left; the expressions given are vouched for where no branch was taken, if that may be. */
  readonly close: (skipped: ReadonlySet<string> | undefined) => void;
}

const restore = (names: Map<string, Value>, to: ReadonlyMap<string, Value>): void => {
  names.clear();
  for (const [name, value] of to) {
    names.set(name, value);
  }
};

const nothing: Branches = { enter: () => {}, keep: () => {}, leave: () => {}, close: () => {} };

/** Holds the branches of a statement apart, so that a later one does not hide what an earlier one did. */
export const openBranches = ({ names, vouched }: Scope): Branches => {
  if (names.size > mostNames) {
    return nothing;
  }
  let before = new Map(names);
  const safe = new Set(vouched);
  const ends: ReadonlyMap<string, Value>[] = [];
  return {
    enter: () => restore(names, before),
    keep: () => {
      before = new Map(names);
    },
    leave: () => {
      ends.push(new Map(names));
    },
    close: (skipped) => {
      const [first = before, ...rest] = ends;
      restore(names, first);
      for (const [name, value] of rest.flatMap((end) => [...end])) {
        const known = names.get(name);
        if (known !== value) {
          names.set(name, either(known, value));
        }
      }
      for (const [name, value] of skipped ? before : []) {
        const known = names.get(name);
        if (known !== value) {
          const isSafe = safe.has(name) || skipped?.has(name);
          names.set(name, either(isSafe ? withoutLabels(value, untrusted) : value, known ?? value));
        }
      }
    },
  };
};
