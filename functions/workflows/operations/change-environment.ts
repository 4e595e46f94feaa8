import type { ApprovedRequest, EffectAnswer } from '../../approvals/contract.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { ChangingEnvironment, EnvironmentChanges } from '../adapters/environment-changes.ts';
import type { Mwaa } from '../adapters/mwaa.ts';
import { type ChecksChanged, environmentChange, workflowEvents } from '../contract.ts';
import { mergeRequirements } from '../domain/requirements.ts';

interface Deps {
  readonly changesOf: (principal: Principal) => EnvironmentChanges;
  readonly mwaa: Mwaa;
  /** Writes a requirements file to the environment's bucket. */
  readonly putRequirements: (key: string, text: string) => Promise<void>;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

/** Seconds until it is asked again whether an update has ended. */
const pause = 5;

/** The file of one approval: another one for each change, so MWAA needs no version of it. */
const keyOf = (approval: string): string => `requirements/${approval}.txt`;

/**
 * Makes an approved change of an environment's packages: writes its requirements, has MWAA update it, and once that has
 * succeeded has what was kept back in it checked anew. Asked again until then, it goes on from where it is;
 * one change at a time. Where MWAA could not, the environment is as it was.
 */
export const changeEnvironment = ({ changesOf, mwaa, putRequirements, putEvents, now }: Deps) => {
  const announce = async (tenant: string, approval: string, environment: string): Promise<void> => {
    const changed: ChecksChanged = {
      id: `${approval}/checks`,
      time: now().toISOString(),
      tenant,
      correlationId: approval,
      of: { environment },
    };
    await putEvents(workflowEvents.source, workflowEvents.checksChanged, [changed]);
  };

  const startUpdate = async (
    changes: EnvironmentChanges,
    { name, mwaaName }: ChangingEnvironment,
    approval: string,
    requirements: readonly string[],
  ): Promise<EffectAnswer> => {
    await putRequirements(keyOf(approval), `${requirements.join('\n')}\n`);
    await mwaa.update(mwaaName, keyOf(approval));
    await changes.noteUpdate(name, approval);
    return { again: pause };
  };

  return async ({ tenant, approval, ask }: ApprovedRequest): Promise<EffectAnswer> => {
    const { environment: name, add } = environmentChange.ask.parse(ask);
    const changes = changesOf(systemPrincipal(tenant, 'change-environment'));
    const found = await changes.find(name);
    if (!found) {
      return { error: { Error: 'EnvironmentUnknown', Cause: `There is no Airflow environment ${name} any more.` } };
    }
    const requirements = mergeRequirements(found.requirements ?? [], add);
    const message = `${name} has ${add.join(', ')}; what was kept back in it is being checked anew.`;
    if (found.changing === undefined && requirements.join() === found.requirements?.join()) {
      await announce(tenant, approval, name);
      return { message };
    }
    const changing = found.changing === approval ? found : await changes.begin(name, approval);
    if (!changing) {
      return { again: pause };
    }
    const state = await mwaa.describe(changing.mwaaName);
    if (state.isBusy) {
      return { again: pause };
    }
    if (state.requirements === keyOf(approval) && state.lastUpdate === 'succeeded') {
      await changes.end(name, approval, requirements);
      logger.info('environment.changed', { tenant, approval, environment: name, add });
      await announce(tenant, approval, name);
      return { message };
    }
    if (changing.isUpdating && state.lastUpdate === 'failed') {
      await changes.end(name, approval);
      return { error: { Error: 'UpdateFailed', Cause: `${changing.mwaaName} is as it was: ${state.fault}` } };
    }
    return startUpdate(changes, changing, approval, requirements);
  };
};
