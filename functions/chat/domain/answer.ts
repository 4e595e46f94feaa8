import type { Answer } from '../contract.ts';
import { plainText, quotedText } from './plain-text.ts';

/** An answer with everything that is not said otherwise left empty; what it says holds nothing that a door would act upon. */
export const makeAnswer = ({
  text,
  notes = [],
  citations = [],
  ...said
}: Pick<Answer, 'kind' | 'text'> & Partial<Answer>): Answer => ({
  engine: 'offline',
  confidence: 1,
  suggestions: [],
  ...said,
  text: plainText(text),
  citations: citations.map((citation) => ({ ...citation, text: quotedText(citation.text) })),
  notes: notes.map(plainText),
});
