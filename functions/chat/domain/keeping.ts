import type { Principal } from '../../shared/principal.ts';

const day = 24 * 60 * 60;

/** Seconds for which what was said is kept. */
export const kept = 30 * day;

/** Part of the name of every partition of one person. */
export const ownerOf = ({ kind, id }: Principal['subject']): string => `${kind}#${id}`;

/** The partition of one person's conversations. */
export const conversationsOf = (subject: Principal['subject']): string => `conversation#${ownerOf(subject)}`;
