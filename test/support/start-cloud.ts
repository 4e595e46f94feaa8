import type { TestProject } from 'vitest/node';
import { removeAbandoned, startInstance } from '../../local/instance.ts';
import { createTenant, environmentOf } from '../../local/tenant.ts';
import { type Cloud, clientOf } from './cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: Cloud;
  }
}

/** Starts a cloud of its own for the tests, with a tenant, its administrator's key and an Airflow environment. */
export const startCloud = async (): Promise<{ cloud: Cloud; stop: () => Promise<void> }> => {
  await removeAbandoned();
  const name = `test-${process.pid}`;
  const instance = await startInstance({ name, portBase: 5560, fresh: true, onProgress: console.log });
  const stop = () => instance.stop({ remove: true });
  try {
    Object.assign(process.env, instance.env);
    const key = await createTenant(instance, { tenant: 'demo', person: 'admin@example.com' });
    const cloud = { url: instance.url, key, gitUrl: instance.gitUrl, directory: instance.directory };
    await clientOf(cloud).call('environments.add', environmentOf(instance));
    return { cloud, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Vitest's global set-up of the projects that need a cloud. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { cloud, stop } = await startCloud();
  project.provide('cloud', cloud);
  return stop;
};
