import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { administratorOf, outputOf } from './deploy.ts';
import type { Addresses } from './instance-state.ts';

interface FunctionError {
  readonly errorMessage?: string;
}

/**
 * Creates a tenant as the account's administrator does, by invoking the function that nobody else may; answers its first
 * administrator's API key.
 */
export const createTenant = async (
  { ports, outputs }: Addresses,
  tenant: { readonly tenant: string; readonly person: string },
): Promise<string> => {
  const lambda = new LambdaClient(administratorOf(ports));
  const FunctionName = outputOf(outputs, 'CreateTenantFunctionName');
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(tenant) }));
  const body = JSON.parse(answer.Payload?.transformToString() ?? '{}') as { key?: string } & FunctionError;
  if (answer.FunctionError !== undefined || body.key === undefined) {
    throw new Error(`${FunctionName} created no tenant "${tenant.tenant}": ${body.errorMessage ?? 'no answer'}`);
  }
  return body.key;
};

/** The local Airflow as `environments.add` takes it. */
export const environmentOf = ({ outputs, airflowUrl }: Addresses) => ({
  name: 'main',
  mwaaName: outputOf(outputs, 'AirflowEnvironmentName'),
  airflowVersion: outputOf(outputs, 'AirflowVersion'),
  pythonVersion: outputOf(outputs, 'AirflowPythonVersion'),
  webUrl: airflowUrl,
});
