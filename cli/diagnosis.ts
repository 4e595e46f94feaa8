import { Diagnosis } from '../functions/knowledge/contract.ts';
import { describePlace, renderQuote } from './place.ts';
import { clean, paint, print } from './terminal.ts';

/** Shows why the tries of a run failed, each with the lines that say so. */
export const showDiagnosis = (answer: unknown): void => {
  const { run, failures, neverRan, before, notes } = Diagnosis.parse(answer);
  for (const failure of failures) {
    print(`${paint('red', '✖')} ${clean(failure.kind)}  ${paint('dim', describePlace({ run, ...failure }))}`);
    for (const line of failure.lines.flatMap((each) => renderQuote(each.text, describePlace({ run, ...each })))) {
      print(line);
    }
  }
  if (failures.length === 0) {
    print('No task of it failed.');
  }
  if (neverRan.length > 0) {
    print(`Never ran: ${clean(neverRan.join(', '))}`);
  }
  if (before.count > 0) {
    print(
      `The same fault in ${before.count} earlier ${before.count === 1 ? 'run' : 'runs'}: ${clean(before.runs.join(', '))}`,
    );
  }
  for (const each of notes) {
    print(paint('dim', clean(each)));
  }
};
