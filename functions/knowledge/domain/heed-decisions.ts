import type { FoundPassage } from './passage.ts';

/** What remains of the score of what no longer holds: enough to be found where nothing else answers. */
const overruledWeight = 0.8;

const overruled: readonly (string | undefined)[] = ['deprecated', 'rejected', 'superseded'];

/** What was found, with decisions that no longer hold behind those as good that do. */
export const heedDecisions = <Found extends Pick<FoundPassage, 'passage' | 'score'>>(
  found: readonly Found[],
): Found[] =>
  found.map((one) =>
    overruled.includes(one.passage.provenance.decision?.status) ? { ...one, score: one.score * overruledWeight } : one,
  );
