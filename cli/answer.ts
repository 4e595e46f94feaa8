import { Answer } from '../functions/chat/contract.ts';
import { describePlace, renderQuote } from './place.ts';
import { clean, paint, print } from './terminal.ts';

/** Whether somebody got what they asked for; otherwise something is missing, was refused or not understood. */
export const isSettled = ({ kind }: Answer): boolean => kind === 'result' || kind === 'answer';

/**
 * Shows an answer: its text, what it quotes, what the operation it carried out answered, and what else there is to know.
 * The output of a run that goes on is left to whoever follows it; `alreadyTold` is what was shown already, as it was written.
 */
export const showAnswer = (
  raw: unknown,
  showOutput: (operation: string, output: unknown) => void,
  alreadyTold = '',
): void => {
  const { kind, text, citations, plan, output, follow, notes, suggestions } = Answer.parse(raw);
  const hasOutput = plan !== undefined && output !== undefined && !follow;
  // The other lines tell doors without tables what the output shows here.
  const told = clean(hasOutput ? (text.split('\n')[0] ?? '') : text);
  if (told.trim() !== alreadyTold.trim()) {
    print(kind === 'refused' ? `${paint('red', '✖')} ${told}` : told);
  }
  const unsaid = citations.filter((citation) => !text.includes(citation.text.trim()));
  for (const line of unsaid.flatMap((citation) => renderQuote(citation.text, describePlace(citation)))) {
    print(line);
  }
  if (hasOutput) {
    showOutput(plan.operation, output);
  }
  for (const note of notes) {
    print(paint('dim', clean(note)));
  }
  for (const suggestion of suggestions) {
    print(`Try: ${clean(suggestion)}`);
  }
};
