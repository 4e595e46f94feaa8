import { expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Principal } from '../../shared/principal.ts';
import { modelStore } from '../adapters/model-store.ts';
import { circuitBreaker } from '../domain/ask-model.ts';
import { ModelFailure } from '../domain/model.ts';
import { connectModel } from './connect-model.ts';

const kim: Principal = { tenant: 'acme', subject: { kind: 'key', id: 'kim' }, systems: [], roles: [] };
const request = { instructions: '', messages: [], tools: [], maxTokens: 10, signal: new AbortController().signal };

const connect = async (loadKey: (name: string) => Promise<string>) => {
  const models = modelStore(memoryStore());
  await models.put({
    ...{ provider: 'openai', endpoint: 'https://api.example.com/v1', model: 'small' },
    ...{ secret: 'navigator/acme/models/1', setAt: '2026-11-21T12:00:00.000Z' },
  });
  const converse = await connectModel({
    ...{ modelsOf: () => models, loadKey, bedrock: undefined, breaker: circuitBreaker(), random: () => 0 },
    openAi:
      ({ url, apiKey }) =>
      async () => ({ text: `${url} ${apiKey}`, calls: [], usage: { input: 0, output: 0 } }),
  })(kim);
  return converse ?? expect.fail('no model');
};

it('a model is asked at its address, with its key', async () => {
  const converse = await connect(async (name) => `key ${name}`);
  expect((await converse(request)).text).toBe('https://api.example.com/v1 key navigator/acme/models/1');
});

it('a model whose key is gone counts as one that does not answer', async () => {
  const converse = await connect(() => Promise.reject(new Error('ResourceNotFoundException')));
  await expect(converse(request)).rejects.toThrow(ModelFailure);
});

it('a tenant whose requests fail leaves the model of the deployment to the others', async () => {
  const breaker = circuitBreaker();
  const connectAs = (principal: Principal) =>
    connectModel({
      ...{ modelsOf: () => modelStore(memoryStore()), loadKey: async () => 'key', breaker, random: () => 0 },
      openAi: () => expect.fail('not asked for'),
      bedrock: async () => {
        if (principal.tenant === 'acme') {
          throw new ModelFailure('Bedrock answered ValidationException', { isPassing: false });
        }
        return { text: 'fine', calls: [], usage: { input: 0, output: 0 } };
      },
    })(principal);
  for (let time = 0; time < 5; time += 1) {
    await expect((await connectAs(kim))?.(request)).rejects.toThrow(ModelFailure);
  }
  await expect((await connectAs({ ...kim, tenant: 'other' }))?.(request)).resolves.toMatchObject({ text: 'fine' });
});
