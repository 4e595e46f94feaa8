import * as z from 'zod';
import { Timestamp } from './fields.ts';

/** The three products behind the one gateway; a token carries a level for each. */
export const System = z.enum(['automatrix', 'relaycore', 'neuroweaver']);
export type System = z.infer<typeof System>;

/** Rights within a system, weakest first: each level includes those before it. */
export const Level = z.enum(['read', 'write', 'admin']);
export type Level = z.infer<typeof Level>;

/** A right: a level on a system, for the named resources (`*` is all, `company/*` a namespace). */
export const Grant = z.object({
  system: System,
  level: Level,
  resources: z.array(z.string().min(1)).min(1).default(['*']),
});
export type Grant = z.infer<typeof Grant>;

/** Who acts. `system` is a job of the platform's own, `device` an appliance. */
export const Subject = z.object({
  kind: z.enum(['user', 'key', 'system', 'device']),
  id: z.string().min(1),
  /** Whose key it is. */
  person: z.email().optional(),
  /** Since when there is that key. */
  since: Timestamp.optional(),
});

/** Whoever acts, resolved at the door and verified by every function it reaches. */
export const Principal = z.object({
  tenant: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  subject: Subject,
  systems: z.array(Grant),
  roles: z.array(z.string()),
});
export type Principal = z.infer<typeof Principal>;

/** What an operation asks of its caller. */
export interface Access {
  readonly system: System;
  readonly level: Level;
}

const covers = (pattern: string, resource: string): boolean =>
  pattern === '*' || pattern === resource || (pattern.endsWith('/*') && resource.startsWith(pattern.slice(0, -1)));

/** The user of `personal/<user>/…` that a person is: what stands before the @, in lower-case letters, digits and hyphens. */
export const userOf = (person: string): string =>
  person
    .replace(/@.*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 39);

/** What is below `personal/<user>/` is that person's, whatever other people's keys are granted, and the administrators'. */
const isOthers = ({ subject }: Principal, { level }: Grant, resource: string): boolean => {
  const owner = /^personal\/([^/]+)\//.exec(resource)?.[1];
  return owner !== undefined && level !== 'admin' && (subject.person === undefined || userOf(subject.person) !== owner);
};

/**
 * Whether the principal may act at this level. Unknown systems, levels and resources deny.
 * Without a resource the question is whether there is any grant at all: lists ask it, then filter item by item.
 */
export const isAllowed = (principal: Principal, access: Access, resource?: string): boolean =>
  principal.systems.some(
    (grant) =>
      grant.system === access.system &&
      Level.options.indexOf(grant.level) >= Level.options.indexOf(access.level) &&
      (resource === undefined ||
        (grant.resources.some((pattern) => covers(pattern, resource)) && !isOthers(principal, grant, resource))),
  );

/** The principal of the platform's own work for one tenant, such as a reconciler's. */
export const systemPrincipal = (tenant: string, id: string): Principal => ({
  tenant,
  subject: { kind: 'system', id },
  systems: [],
  roles: [],
});
