import type { Principal } from '../../shared/principal.ts';
import type { ModelKeys } from '../adapters/model-keys.ts';
import type { OpenAiEndpoint } from '../adapters/model-openai.ts';
import type { ModelStore } from '../adapters/model-store.ts';
import { askAgain, type circuitBreaker } from '../domain/ask-model.ts';
import { type Converse, ModelFailure } from '../domain/model.ts';

interface Deps {
  readonly modelsOf: (principal: Principal) => ModelStore;
  readonly loadKey: ModelKeys['load'];
  /** The deployment's own model, for tenants that chose it or nothing; undefined where it has none. */
  readonly bedrock: Converse | undefined;
  readonly openAi: (endpoint: OpenAiEndpoint) => Converse;
  readonly breaker: ReturnType<typeof circuitBreaker>;
  readonly random: () => number;
}

/** The caller's model, patient and with a breaker that no other tenant can open; undefined where messages are understood offline. */
export const connectModel = ({ modelsOf, loadKey, bedrock, openAi, breaker, random }: Deps) => {
  const guard = (name: string, converse: Converse): Converse => askAgain(breaker(name, converse), random);

  /** A key may be gone just now, since another one took its place: then the message is understood without the model. */
  const keyOf = async (secret: string): Promise<string> => {
    try {
      return await loadKey(secret);
    } catch (cause) {
      throw new ModelFailure('its key could not be read', { isPassing: false, cause });
    }
  };

  return async (principal: Principal): Promise<Converse | undefined> => {
    const chosen = await modelsOf(principal).find();
    if (chosen?.provider === 'openai') {
      const { endpoint: url, model, secret } = chosen;
      const converse: Converse = async (request) => {
        const apiKey = secret === undefined ? undefined : await keyOf(secret);
        return openAi({ url, model, apiKey })(request);
      };
      return guard(`${principal.tenant} ${url} ${model}`, converse);
    }
    return chosen?.provider === 'none' || bedrock === undefined
      ? undefined
      : guard(`${principal.tenant} bedrock`, bedrock);
  };
};
export type ConnectModel = ReturnType<typeof connectModel>;
