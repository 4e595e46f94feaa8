import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { TestProject } from 'vitest/node';
import { CreateTenantOutput } from '../../functions/identity/contract.ts';
import { removeAbandoned, startInstance } from '../../local/instance.ts';
import { clientOf, type Cloud } from './cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: Cloud;
  }
}

/** Starts a cloud of its own for the tests, with a tenant, its administrator's key and an Airflow environment. */
export const startCloud = async (): Promise<{ cloud: Cloud; stop: () => Promise<void> }> => {
  await removeAbandoned();
  const instance = await startInstance({ name: `test-${process.pid}`, portBase: 5560, fresh: true, onProgress: console.log });
  Object.assign(process.env, instance.env);
  const { CreateTenantFunctionName, AirflowEnvironmentName } = instance.outputs;
  const answer = await new LambdaClient({}).send(
    new InvokeCommand({
      FunctionName: CreateTenantFunctionName,
      Payload: JSON.stringify({ tenant: 'demo', person: 'admin@example.com' }),
    }),
  );
  const { key } = CreateTenantOutput.parse(JSON.parse(Buffer.from(answer.Payload ?? []).toString()));
  const cloud = { url: instance.url, key, gitUrl: instance.gitUrl, directory: instance.directory };
  await clientOf(cloud).call('environments.add', {
    name: 'main',
    mwaaName: AirflowEnvironmentName ?? '',
    airflowVersion: instance.outputs.AirflowVersion ?? '3.3.2',
    pythonVersion: instance.outputs.PythonVersion ?? '3.11',
    webUrl: instance.airflowUrl,
  });
  return { cloud, stop: () => instance.stop({ remove: true }) };
};

/** Vitest's global set-up of the projects that need a cloud. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { cloud, stop } = await startCloud();
  project.provide('cloud', cloud);
  return stop;
};
