import { diffVersions } from '../functions/workflows/contract.ts';
import { clean, note, paint, print } from './terminal.ts';

const colours = { '+': 'green', '-': 'red', '@': 'dim' } as const;

const isColoured = (sign: string): sign is keyof typeof colours => sign in colours;

const renderLine = (line: string): string => {
  const sign = line.charAt(0);
  return isColoured(sign) ? paint(colours[sign], clean(line)) : clean(line);
};

/** Shows what turned one version of a workflow into another. */
export const showDiff = (answer: unknown): void => {
  const { from, to, fromCommit, toCommit, diff, isCut } = diffVersions.output.parse(answer);
  print(paint('bold', `${from} (commit ${fromCommit.slice(0, 7)}) → ${to} (commit ${toCommit.slice(0, 7)})`));
  print(diff.trimEnd().split('\n').map(renderLine).join('\n'));
  if (isCut) {
    note('There is more than is shown.');
  }
};
