import * as z from 'zod';
import { RepositoryName, Slug } from '../../shared/fields.ts';
import { Principal } from '../../shared/principal.ts';
import { LearnedSource } from '../contract.ts';

/** The one source of runs, which every tenant has. */
export const runsSource = 'runs';
/** The one source of workflows. */
export const workflowsSource = 'workflows';

const own: readonly string[] = [runsSource, workflowsSource, ...LearnedSource.options];

/** Whether a source of this name is filled by Navigator itself, so that nobody can give the name to another. */
export const isOwnSource = (name: string): boolean => own.includes(name);

const place = { tenant: Principal.shape.tenant, path: z.string().min(1) };

/** A document by what its key in the document bucket says. */
export const DocumentName = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('runs'), source: z.literal(runsSource) }),
  z.object({ ...place, kind: z.literal('repository'), source: RepositoryName }),
  z.object({ ...place, kind: z.literal('documents'), source: Slug.refine((name) => !isOwnSource(name)) }),
  z.object({ ...place, kind: z.literal('workflows'), source: z.literal(workflowsSource) }),
  z.object({ ...place, kind: z.literal('learned'), source: LearnedSource }),
]);
export type DocumentName = z.infer<typeof DocumentName>;
export type SourceOfTenant = Pick<DocumentName, 'tenant' | 'kind' | 'source'>;

const decode = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** What goes before the paths of a source's documents. */
export const prefixOf = ({ tenant, kind, source }: SourceOfTenant): string =>
  `${tenant}/${kind}/${kind === 'repository' ? encodeURIComponent(source) : source}/`;

/** The key of a document, as `documentKey` of the contract makes it. */
export const keyOf = (name: DocumentName): string => `${prefixOf(name)}${name.path}`;

/** The document of a key; undefined where the key is none that `documentKey` makes. */
export const parseDocumentKey = (key: string): DocumentName | undefined => {
  const [tenant, kind, source = '', ...rest] = key.split('/');
  const { data: name } = DocumentName.safeParse({ tenant, kind, source: decode(source), path: rest.join('/') });
  return name && keyOf(name) === key ? name : undefined;
};
