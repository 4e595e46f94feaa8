import { hash } from 'node:crypto';
import { embeddingModel } from '../domain/embedding-model.ts';
import { passageIndexBody } from './passage-index-mapping.ts';

/** Names of the indices of passages. */
export interface IndexNames {
  /** The alias that is searched: every index that holds passages. */
  readonly served: string;
  /** The alias that is written to: the index of this model and this mapping alone. */
  readonly written: string;
  /** That index. */
  readonly current: string;
}

const make = `${embeddingModel.name}-${hash('sha256', JSON.stringify(passageIndexBody)).slice(0, 8)}`;

/** The names that begin with this prefix. A changed mapping is another name by itself, so that none is written to by mistake. */
export const indexNames = (prefix: string): IndexNames => ({
  served: `${prefix}-served`,
  written: `${prefix}-${make}`,
  current: `${prefix}-${make}-1`,
});
