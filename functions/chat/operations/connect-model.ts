import type { Principal } from '../../shared/principal.ts';
import type { ModelKeys } from '../adapters/model-keys.ts';
import type { OpenAiEndpoint } from '../adapters/model-openai.ts';
import type { ModelStore } from '../adapters/model-store.ts';
import { askAgain, type circuitBreaker } from '../domain/ask-model.ts';
import type { Converse } from '../domain/model.ts';

interface Deps {
  readonly modelsOf: (principal: Principal) => ModelStore;
  readonly loadKey: ModelKeys['load'];
  /** The deployment's own model, for tenants that chose it or nothing; undefined where it has none. */
  readonly bedrock: Converse | undefined;
  readonly openAi: (endpoint: OpenAiEndpoint) => Converse;
  readonly breaker: ReturnType<typeof circuitBreaker>;
  readonly random: () => number;
}

/** The caller's model, patient and with a breaker; undefined where messages are understood offline. */
export const connectModel = ({ modelsOf, loadKey, bedrock, openAi, breaker, random }: Deps) => {
  const guard = (name: string, converse: Converse): Converse => askAgain(breaker(name, converse), random);

  return async (principal: Principal): Promise<Converse | undefined> => {
    const chosen = await modelsOf(principal).find();
    if (chosen?.provider === 'openai') {
      const { endpoint: url, model, secret } = chosen;
      const apiKey = secret === undefined ? undefined : await loadKey(secret);
      return guard(`${principal.tenant} ${url} ${model}`, openAi({ url, model, apiKey }));
    }
    return chosen?.provider === 'none' || bedrock === undefined ? undefined : guard('bedrock', bedrock);
  };
};
export type ConnectModel = ReturnType<typeof connectModel>;
