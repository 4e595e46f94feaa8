import type { Place } from '../finding.ts';
import { type PythonTree, placeAt } from '../python-tree.ts';
import type { Trace } from '../trace/trace-program.ts';
import type { Call, Value } from '../trace/values.ts';

/** A package that a task of the file has installed for itself, as written. */
export interface TaskRequirement extends Place {
  readonly text: string;
}

const isolated =
  /(Virtualenv|ExternalPython)(Operator|BranchOperator)|\.(virtualenv|external_python|branch_virtualenv)$/;

/** Whether a call makes a task that runs in a Python environment of its own. */
export const isIsolated = ({ name }: Call): boolean => isolated.test(name);

/** What stands in a list or, one on each line, in a text; `undefined` for what is not known. */
export const textsIn = (value: Value | undefined): readonly (string | undefined)[] =>
  value?.items ? value.items.map(({ text }) => text) : (value?.text?.split('\n') ?? []);

/** What the tasks of a file have installed in environments of their own. */
export const listTaskRequirements = (tree: PythonTree, { events }: Trace): TaskRequirement[] =>
  events.flatMap((event) =>
    event.kind === 'call' && isIsolated(event)
      ? textsIn(event.keywords.get('requirements')).flatMap((text) =>
          text === undefined ? [] : [{ text: text.trim(), ...placeAt(tree, event.at) }],
        )
      : [],
  );
