import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ModelStore, StoredModel } from '../adapters/model-store.ts';
import type { Model, showModel as operation } from '../contract.ts';

/** What is shown of a tenant's choice; without one the deployment's own model counts. Never a key. */
export const showStoredModel = (stored: StoredModel | undefined, bedrockModel: string | undefined): Model => {
  if (stored?.provider === 'openai') {
    const { provider, endpoint, model, secret, setAt } = stored;
    return { provider, endpoint, model, hasKey: secret !== undefined, setAt };
  }
  return stored?.provider === 'none' || bedrockModel === undefined
    ? { provider: 'none', setAt: stored?.setAt }
    : { provider: 'bedrock', model: bedrockModel, setAt: stored?.setAt };
};

/** Shows with what messages are understood. */
export const showModel =
  ({
    modelsOf,
    bedrockModel,
  }: {
    modelsOf: (principal: Principal) => ModelStore;
    bedrockModel: string | undefined;
  }): Implementation<typeof operation> =>
  async (_, { principal }) =>
    showStoredModel(await modelsOf(principal).find(), bedrockModel);
