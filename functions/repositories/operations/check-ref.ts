import { DomainError } from '../../shared/errors.ts';
import type { GitProvider, Remote } from '../adapters/git.ts';

/** What there is in place of what was asked for. */
export const describeMissing = (url: string, ref: string, others: readonly string[]): string => {
  const kind = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  const there = others.length > 0 ? ` It has ${others.join(', ')}.` : '';
  return `${url} has no ${kind} ${ref.replace(/^refs\/[^/]+\//, '')}.${there}`;
};

/**
 * Asks the provider for the ref; refuses an address, credentials or a ref that the server does not know. A repository
 * without commits will do. Throws `input.invalid` and what the provider throws.
 */
export const checkRef = async (provider: Pick<GitProvider, 'findTip'>, remote: Remote, ref: string): Promise<void> => {
  const tip = await provider.findTip(remote, ref);
  if (tip.kind === 'no-ref') {
    const field = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
    throw new DomainError('input.invalid', `${field}: ${describeMissing(remote.url, ref, tip.others)}`);
  }
};
