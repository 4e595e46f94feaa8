import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { addEnvironment as operation } from '../contract.ts';

/** Claims an Airflow for the tenant; asked again for the same one, updates its versions and address. */
export const addEnvironment =
  ({ storeOf }: { storeOf: (principal: Principal) => WorkflowStore }): Implementation<typeof operation> =>
  async (environment, { principal }) => {
    const store = storeOf(principal);
    const known = await store.findEnvironment(environment.name);
    if (known?.mwaaName === environment.mwaaName) {
      await store.updateEnvironment(environment);
      return { ...known, ...environment };
    }
    if (known || !(await store.claimEnvironment(environment))) {
      throw new DomainError(
        'resource.exists',
        known
          ? `There is an environment ${environment.name} already, which is ${known.mwaaName}. Choose another name.`
          : `The MWAA environment ${environment.mwaaName} is taken. One Airflow belongs to one tenant and has one name.`,
      );
    }
    return environment;
  };
