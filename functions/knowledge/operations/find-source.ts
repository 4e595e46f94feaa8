import { DomainError } from '../../shared/errors.ts';
import type { KnowledgeTable } from '../adapters/knowledge-table.ts';
import { isOwnSource } from '../domain/document-name.ts';
import type { SourceRecord } from '../domain/source.ts';

/** A source that nobody has removed; throws `resource.unknown`. */
export const findSource = async (table: Pick<KnowledgeTable, 'findSource'>, name: string): Promise<SourceRecord> => {
  const source = await table.findSource(name);
  if (!source || source.removedAt !== undefined) {
    throw new DomainError(
      'resource.unknown',
      `source: there is no source ${name}. \`navigator source list\` lists them.`,
    );
  }
  return source;
};

/** Throws `input.invalid` for a name that is not one of people's to give. */
export const refuseOwnSource = (name: string): void => {
  if (isOwnSource(name)) {
    throw new DomainError(
      'input.invalid',
      `source: ${name} is Navigator's own, which it fills by itself. Name a source of documents.`,
    );
  }
};
