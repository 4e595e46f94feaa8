import type { Operation } from '../../shared/operation.ts';
import { isAllowed } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { help as operation } from '../contract.ts';

/** Tells what can be asked: what has examples, and what this caller may do. */
export const showHelp =
  (operations: readonly Operation[]): Implementation<typeof operation> =>
  async (_input, { principal }) => ({
    items: operations
      .filter(({ examples, access }) => examples.length > 0 && isAllowed(principal, access))
      .map(({ id, summary, examples }) => ({ operation: id, summary, examples: [...examples] })),
  });
