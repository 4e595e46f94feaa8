import { Trend } from '../functions/executions/contract.ts';
import { renderTable } from './render.ts';
import { clean, print } from './terminal.ts';

/** Shows a trend: what it says in words, then the two spans it compares. */
export const showTrend = (answer: unknown): void => {
  const { summary, recent, before } = Trend.parse(answer);
  print(clean(summary));
  print(renderTable([recent, before], ['from', 'to', 'ended', 'failed', 'duration']));
};
