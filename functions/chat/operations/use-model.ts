import { DomainError } from '../../shared/errors.ts';
import { isLoopback } from '../../shared/fields.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ModelKeys } from '../adapters/model-keys.ts';
import type { ModelStore, StoredModel } from '../adapters/model-store.ts';
import type { useModel as operation } from '../contract.ts';
import { showStoredModel } from './show-model.ts';

interface Deps {
  readonly modelsOf: (principal: Principal) => ModelStore;
  readonly keys: Pick<ModelKeys, 'store' | 'remove'>;
  /** The deployment's own model; undefined where it has none. */
  readonly bedrockModel: string | undefined;
  /** Whether a model may stand on the machine that this runs on; in AWS it would be the function's own runtime. */
  readonly localModels: boolean;
}

/** Chooses with what messages are understood from now on. The key of a model that is no longer used is deleted. */
export const useModel = ({ modelsOf, keys, bedrockModel, localModels }: Deps): Implementation<typeof operation> => {
  const toStored = async (
    { provider, endpoint, model, key }: InputOf<typeof operation>,
    tenant: string,
    setAt: string,
  ): Promise<StoredModel> => {
    if (provider !== 'openai') {
      if (endpoint !== undefined || model !== undefined || key !== undefined) {
        throw new DomainError('input.invalid', `endpoint, model and key: they belong to openai, not to ${provider}.`);
      }
      if (provider === 'bedrock' && bedrockModel === undefined) {
        throw new DomainError(
          'state.unsuitable',
          'This deployment has no model of Bedrock. Deploy it with `-c bedrockModel=…`, or use openai.',
        );
      }
      return { provider, setAt };
    }
    if (endpoint === undefined || model === undefined) {
      throw new DomainError('input.invalid', 'endpoint and model: openai needs both, such as https://…/v1 and a name.');
    }
    if (!localModels && isLoopback(new URL(endpoint).hostname)) {
      throw new DomainError(
        'input.invalid',
        'endpoint: this deployment runs in AWS, where your machine is out of reach. Use an https address that AWS reaches.',
      );
    }
    return { provider, endpoint, model, setAt, secret: key === undefined ? undefined : await keys.store(tenant, key) };
  };

  return async (input, { principal, now }) => {
    const store = modelsOf(principal);
    const before = await store.find();
    const chosen = await toStored(input, principal.tenant, now().toISOString());
    await store.put(chosen);
    if (before?.provider === 'openai' && before.secret !== undefined) {
      await keys.remove(before.secret);
    }
    return showStoredModel(chosen, bedrockModel);
  };
};
