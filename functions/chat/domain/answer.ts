import type { Answer } from '../contract.ts';

/** An answer with everything that is not said otherwise left empty. */
export const makeAnswer = (said: Pick<Answer, 'kind' | 'text'> & Partial<Answer>): Answer => ({
  engine: 'offline',
  confidence: 1,
  citations: [],
  suggestions: [],
  notes: [],
  ...said,
});
