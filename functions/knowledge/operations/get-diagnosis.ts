import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { DiagnosesOf } from '../adapters/diagnosis-store.ts';
import type { getDiagnosis as operation } from '../contract.ts';

/** Shows a run's diagnosis with what earlier runs of its workflow tell. */
export const getDiagnosis =
  ({ diagnosesOf }: { diagnosesOf: DiagnosesOf }): Implementation<typeof operation> =>
  async ({ run }, { principal, authorise }) => {
    const store = diagnosesOf(principal);
    const found = await store.find(run);
    if (!found) {
      throw new DomainError(
        'resource.unknown',
        `There is no diagnosis of a run ${run}. It is made from its logs, some seconds after its end.`,
      );
    }
    authorise(found.repository);
    const { environment: _environment, at: _at, ...diagnosis } = found;
    const [before, lastSuccess] = await Promise.all([
      store.findBefore(found, found.failures[0]?.signature),
      store.findLastSuccess(found),
    ]);
    return { ...diagnosis, before, lastSuccess };
  };
