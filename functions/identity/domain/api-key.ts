import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { base32Alphabet } from '../../shared/base32.ts';
import { Sha256, Timestamp } from '../../shared/fields.ts';
import { type Grant, isAllowed, type Level, type Principal, System } from '../../shared/principal.ts';
import { ApiKey } from '../contract.ts';

/** An API key as it is kept: its hash, never the key. */
export const StoredKey = z.object({ apiKey: ApiKey, hash: Sha256, revokedAt: Timestamp.optional() });
export type StoredKey = z.infer<typeof StoredKey>;

/** Gives as many random bytes as asked. */
export type RandomBytes = (size: number) => Uint8Array;

const idLength = 12;
const secretBytes = 32;

/** A new key's text, `nav_<id>_<secret>`, and its id: 60 and 256 bits of randomness. */
export const makeKey = (random: RandomBytes): { id: string; key: string } => {
  const id = [...random(idLength)].map((byte) => base32Alphabet.charAt(byte % base32Alphabet.length)).join('');
  return { id, key: `nav_${id}_${Buffer.from(random(secretBytes)).toString('base64url')}` };
};

/** The key within an `Authorization` header and its id; undefined where it is not `Bearer nav_…`. */
export const parseBearer = (authorization: string | undefined): { id: string; key: string } | undefined => {
  const groups = /^[Bb]earer +(?<key>nav_(?<id>[0-9a-hjkmnp-tv-z]{12})_[A-Za-z0-9_-]{43})$/.exec(
    authorization ?? '',
  )?.groups;
  return groups?.key && groups.id ? { id: groups.id, key: groups.key } : undefined;
};

/** What is kept of a key: SHA-256 of its whole text. A fast hash will do, since nobody chooses the 256 bits. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Whether two hashes in hexadecimal are the same, in a time that tells nothing of either. */
export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Why a key opens nothing now, or undefined where it does. */
export const whyRefused = ({ apiKey, revokedAt }: StoredKey, now: Date): 'revoked' | 'expired' | undefined => {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  return apiKey.expiresAt !== undefined && Date.parse(apiKey.expiresAt) <= now.getTime() ? 'expired' : undefined;
};

/** What a key of this level may do: administrators administer all three systems, others use automatrix and relaycore. */
export const grantsFor = (level: Level, resources: readonly string[]): Grant[] => {
  const systems = level === 'admin' ? System.options : (['automatrix', 'relaycore'] as const);
  return systems.map((system) => ({ system, level, resources: [...resources] }));
};

/** Whether the principal has every right that the grant gives. */
export const isWithin = (principal: Principal, { system, level, resources }: Grant): boolean =>
  resources.every((resource) => isAllowed(principal, { system, level }, resource));

/** Whether a key may administer its whole tenant, now. */
export const isTenantAdmin = (stored: StoredKey, now: Date): boolean =>
  whyRefused(stored, now) === undefined &&
  stored.apiKey.systems.some(
    ({ system, level, resources }) => system === 'automatrix' && level === 'admin' && resources.includes('*'),
  );

/** The principal that a key stands for. */
export const principalOf = (tenant: string, { apiKey }: StoredKey): Principal => ({
  tenant,
  subject: { kind: 'key', id: apiKey.id, person: apiKey.person, since: apiKey.createdAt },
  systems: apiKey.systems,
  roles: [],
});
