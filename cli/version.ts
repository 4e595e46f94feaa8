import { showVersion } from '../functions/workflows/contract.ts';
import { renderRecord } from './render.ts';
import { clean, print } from './terminal.ts';

/** Shows a version of a workflow, its source last. */
export const showSource = (answer: unknown): void => {
  const { source, ...facts } = showVersion.output.parse(answer);
  print(renderRecord(facts));
  print('');
  print(source.trimEnd().split('\n').map(clean).join('\n'));
};
