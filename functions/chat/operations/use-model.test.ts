import { expect, it } from 'vitest';
import { kim } from '../../../test/support/chat-world.ts';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { modelStore } from '../adapters/model-store.ts';
import { useModel as operation } from '../contract.ts';
import { showModel } from './show-model.ts';
import { useModel } from './use-model.ts';

const caller: Call = {
  ...{ principal: kim, principalToken: 'token', requestId: 'request', authorise: () => undefined },
  now: () => new Date('2026-11-21T15:30:00Z'),
};
const setAt = '2026-11-21T15:30:00.000Z';
const openai = { provider: 'openai', endpoint: 'https://api.example.com/v1', model: 'small' } as const;

const start = ({ bedrockModel, localModels = false }: { bedrockModel?: string; localModels?: boolean } = {}) => {
  const store = memoryStore();
  const secrets = new Map<string, string>();
  const keys = {
    store: async (tenant: string, key: string) => {
      const name = `navigator/${tenant}/models/${secrets.size}`;
      secrets.set(name, key);
      return name;
    },
    remove: async (name: string) => void secrets.delete(name),
  };
  const modelsOf = () => modelStore(store);
  const use = useModel({ modelsOf, keys, bedrockModel, localModels });
  return {
    secrets,
    use: (input: Parameters<typeof use>[0]) => use(input, caller),
    show: () => showModel({ modelsOf, bedrockModel })({}, caller),
  };
};

it('a key is kept as a secret, is never shown, and goes with its model', async () => {
  const { use, show, secrets } = start();
  const chosen = await use({ ...openai, key: 'sk-1' });
  expect(chosen).toEqual({ ...openai, hasKey: true, setAt });
  expect(await show()).toEqual(chosen);
  await use({ ...openai, key: 'sk-2' });
  expect([...secrets.values()]).toEqual(['sk-2']);
  await use({ provider: 'none' });
  expect(secrets.size).toBe(0);
  expect(await show()).toEqual({ provider: 'none', setAt });
});

it("without a choice, the deployment's own model counts", async () => {
  expect(await start().show()).toEqual({ provider: 'none' });
  const { use, show } = start({ bedrockModel: 'amazon.nova-lite-v1:0' });
  expect(await show()).toEqual({ provider: 'bedrock', model: 'amazon.nova-lite-v1:0' });
  await use({ provider: 'none' });
  expect(await show()).toMatchObject({ provider: 'none' });
});

it('what cannot work is refused', async () => {
  const { use } = start();
  await expect(use({ provider: 'bedrock' })).rejects.toThrow('no model of Bedrock');
  await expect(use({ provider: 'openai', model: 'small' })).rejects.toThrow('endpoint and model');
  await expect(use({ provider: 'none', key: 'sk' })).rejects.toThrow('not to none');
});

it('a model on the machine itself is one only where that machine is the tenant’s own', async () => {
  const here = { ...openai, endpoint: 'http://127.0.0.1:11434/v1' };
  expect(await start({ localModels: true }).use(here)).toMatchObject(here);
  const { use, show, secrets } = start();
  for (const endpoint of [here.endpoint, 'https://localhost/v1', 'http://0x7f.1:9001/v1', 'http://[::1]/v1']) {
    await expect(use({ ...openai, endpoint, key: 'sk' })).rejects.toThrow('out of reach');
  }
  expect([await show(), secrets.size]).toEqual([{ provider: 'none' }, 0]);
});

it.each([
  ['https://api.example.com/v1', true],
  ['http://127.0.0.1:11434/v1', true],
  ['http://[::1]:11434/v1', true],
  ['http://api.example.com/v1', false],
  ['http://127.0.0.1.example.com/v1', false],
  ['https://user:word@api.example.com/v1', false],
  ['https://api.example.com/v1?key=x', false],
  ['http://127.0.0.1:9001/2018-06-01/runtime/init/error?', false],
  ['https://api.example.com/v1#', false],
  ['file:///etc/passwd', false],
  ['no address', false],
])('%s as an address: %s', (endpoint, isTaken) => {
  expect(operation.input.safeParse({ ...openai, endpoint }).success).toBe(isTaken);
});
