import type { Cloud } from '../support/cloud.ts';
import { askAll, describeMiss, produceFailures, type Verdict } from '../support/failures.ts';
import { table, writeSection } from './measurements.ts';

const row = ([kind, verdicts]: readonly [string, readonly Verdict[]]): (string | number)[] => [
  kind,
  verdicts[0]?.failure.dagId ?? '',
  verdicts.filter(({ isHit }) => isHit).length,
  verdicts.length,
];

/** Failures of many kinds in the real Airflow, each asked about in three wordings: is the decisive line cited? */
export const benchFailures = async (cloud: Cloud): Promise<void> => {
  const verdicts = await askAll(cloud, await produceFailures(cloud, { history: true }));
  const byKind = Object.entries(Object.groupBy(verdicts, ({ failure }) => failure.kind)).map(
    ([kind, some = []]) => [kind, some] as const,
  );
  const misses = verdicts.filter(({ isHit }) => !isHit);
  const hits = verdicts.length - misses.length;
  const list = misses.map((miss) => `- ${describeMiss(miss).replaceAll('|', '\\|')}`).join('\n');
  writeSection(
    'Failures explained',
    `${table(
      ['kind of failure', 'workflow', 'answers that cite the decisive line', 'questions'],
      [...byKind.map(row), ['all', '', hits, verdicts.length]],
    )}

The questions, and the lines that decide, were written down before the ranking code
([how](../../test/evaluation/failures/README.md)). On first sight 25 of the 48 were answered so: the diagnosis was right each
time, but the question was not understood. The planner was then taught more ways to ask, having seen these.

${misses.length === 0 ? 'No question was missed.' : `Missed:\n\n${list}`}`,
  );
};
