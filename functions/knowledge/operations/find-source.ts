import { DomainError } from '../../shared/errors.ts';
import type { KnowledgeTable } from '../adapters/knowledge-table.ts';
import { runsSource } from '../domain/document-name.ts';
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
  if (name === runsSource) {
    throw new DomainError(
      'input.invalid',
      `source: ${name} is Navigator's own, which every run adds to. Name a source of documents.`,
    );
  }
};
