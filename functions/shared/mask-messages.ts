import { type Masking, maskText } from './mask-secrets.ts';

/** What is said of a file, masked: a message of Python may hold whatever its author's code had in hand. */
export const maskMessages = <T extends { readonly message: string }>(said: readonly T[], masking: Masking): T[] =>
  said.map((each) => ({ ...each, message: maskText(each.message, masking) }));
