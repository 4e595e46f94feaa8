import type { RunDiagnosed } from '../../knowledge/contract.ts';
import type { RunChanged } from '../../runs/contract.ts';
import { quotedText } from './plain-text.ts';

const ends: Partial<Record<RunChanged['run']['state'], string>> = {
  success: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
  lost: 'was lost: Airflow does not know of it any more',
};

/** The end of a run in a line, or undefined where it has not ended. */
export const describeEnd = ({ id, workflow, state, duration }: RunChanged['run']): string | undefined => {
  const end = ends[state];
  const after = duration === undefined ? '' : ` after ${Math.round(duration * 10) / 10} s`;
  return end && `${workflow} ${end}${after} (run ${id}).`;
};

/** Why a run failed, in a line; what its log says of that holds nothing that a door would act upon. */
export const describeFailure = ({
  run,
  workflow,
  error,
}: RunDiagnosed & { readonly error: NonNullable<RunDiagnosed['error']> }): string =>
  `${workflow} failed in ${error.task}: ${quotedText(error.message).split('\n')[0]} (run ${run}).`;
