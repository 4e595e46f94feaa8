import * as z from 'zod';

/** Fields that several contracts share. */
export const Timestamp = z.iso.datetime({ offset: true });

/** A SHA-256 in hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A Git commit id. */
export const CommitId = z.string().regex(/^[0-9a-f]{40}$/);

/** One version of a workflow file: the beginning of a hash over its content and everything it may import or open. */
export const VersionId = z.string().regex(/^[0-9a-f]{12}$/);

/** Names a person chooses for tenants' things: lower case, digits, hyphens. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'use lower-case letters, digits and hyphens, 63 at most, starting with a letter or digit',
  );

/** A repository's name within its namespace: `company/sales`, `community/etl`, `personal/kim/drafts`. */
export const RepositoryName = z
  .string()
  .max(120)
  .regex(
    /^(company|community|personal\/[a-z0-9][a-z0-9-]{0,38})\/[a-z0-9][a-z0-9-]{0,62}$/,
    'use company/NAME, community/NAME or personal/USER/NAME with lower-case letters, digits and hyphens',
  )
  .refine(
    (name) => !/\/(credentials|pause|pushes|resume|sync|webhook)$/.test(name),
    'names ending in /credentials, /pause, /pushes, /resume, /sync and /webhook are taken by the API itself',
  );

/** Paging of a list: at most `limit` items, and from where the page before ended. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe('items at most'),
  cursor: z.string().max(2048).optional().describe('`next` of the page before'),
};

/** A page of items; `next` is absent on the last one. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** Whether a host name, as `URL` gives it, is that of the machine itself. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
