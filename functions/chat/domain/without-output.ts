import type { Answer } from '../contract.ts';

/** What an operation shows once, by its field, and how to have another where nobody saw it. */
const shownOnce = new Map([
  [
    'key',
    'The key is kept nowhere: where it is not shown beside this, revoke it and have another with `navigator key create`.',
  ],
  [
    'webhookSecret',
    'The secret is kept nowhere: where it is not shown beside this, have another with `navigator repo webhook`.',
  ],
]);

/** An answer without what its operation answered; what is lost by that is said, and how to have it again. */
export const withoutOutput = ({ output, notes, ...answer }: Answer): Answer => {
  const fields = Object.keys(typeof output === 'object' && output !== null ? output : {});
  return { ...answer, notes: [...notes, ...fields.flatMap((field) => shownOnce.get(field) ?? [])] };
};
