import { searchKnowledge } from '../../knowledge/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { Answer } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { quotedText } from '../domain/plain-text.ts';
import { citationOf, placeOf, quotePassages } from '../domain/quote-passages.ts';

/** Passages looked through for an answer. */
const passages = 12;

/** Answers a question from logs and documents, word for word; undefined where none of them answers it. */
export const answerFreeQuestion =
  (call: CallCapability) =>
  async (
    question: string,
    input: Partial<InputOf<typeof searchKnowledge>>,
    token: string,
  ): Promise<Answer | undefined> => {
    const { items } = await call(
      searchKnowledge,
      { ...input, query: (input.query ?? question).slice(0, 500), limit: passages },
      token,
    );
    const quotes = quotePassages(question, items);
    const citations = quotes.map(citationOf);
    if (citations.length === 0) {
      return undefined;
    }
    return makeAnswer({
      kind: 'answer',
      text: citations.map((citation) => `“${quotedText(citation.text)}” (${placeOf(citation)})`).join('\n'),
      confidence: quotes[0]?.coverage ?? 0,
      citations,
    });
  };

/** Whether knowledge cannot be searched now, or not by this caller. */
export const isUnsearchable = (error: unknown): error is DomainError =>
  error instanceof DomainError && ['upstream.unavailable', 'access.denied', 'internal.error'].includes(error.code);
