import { DomainError } from '../../shared/errors.ts';
import { isAllowed, type Principal } from '../../shared/principal.ts';
import type { Approval } from '../contract.ts';

/** Whether two addresses are one person's; letters of either case are the same mailbox nearly everywhere. */
export const isSamePerson = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const denied = (message: string): DomainError => new DomainError('access.denied', message);

/**
 * Throws `access.denied` unless this principal may decide the request: a person other than the one who asks, who
 * administers what it touches, with a key that is not younger than the request, since whoever may make keys for others
 * could make one to approve with.
 */
export const checkDecider = (
  { requestedBy, requestedAt, touches: { system, resource } }: Approval,
  principal: Principal,
): void => {
  const { person, since } = principal.subject;
  if (person === undefined || since === undefined) {
    throw denied('Only a person decides, with a key of their own.');
  }
  if (isSamePerson(person, requestedBy)) {
    throw denied(`${person} asked for it, so somebody else decides, whichever key or door you come with.`);
  }
  if (!isAllowed(principal, { system, level: 'admin' }, resource)) {
    const where = resource === '*' ? '' : ` for ${resource}`;
    throw denied(`Deciding it needs admin on ${system}${where}, which your key does not grant.`);
  }
  if (Date.parse(since) > Date.parse(requestedAt)) {
    throw denied(
      'Your key is younger than the request, and nobody is to approve with a key that was made for that. ' +
        'Decide with an older key, or have it asked for again.',
    );
  }
};
