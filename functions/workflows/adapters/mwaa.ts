import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { type SignedFetchOptions, signedFetch } from '../../shared/signed-fetch.ts';

const timeout = 10_000;

const Answer = z.object({
  Environment: z.object({
    Status: z.string(),
    RequirementsS3Path: z.string().optional(),
    LastUpdate: z
      .object({
        Status: z.enum(['SUCCESS', 'PENDING', 'FAILED']),
        Error: z.object({ ErrorMessage: z.string().optional() }).optional(),
      })
      .optional(),
  }),
});

/** How far MWAA is with an environment: at work on it, or done with its last update. */
export interface EnvironmentState {
  readonly isBusy: boolean;
  /** The key of the requirements it has. */
  readonly requirements: string | undefined;
  readonly lastUpdate: 'succeeded' | 'failed' | undefined;
  /** Why the last update failed. */
  readonly fault: string;
}

/** MWAA can take an update in these states only (https://docs.aws.amazon.com/mwaa/latest/API/API_Environment.html). */
const idle = ['AVAILABLE', 'UPDATE_FAILED'];

const outcomes = { SUCCESS: 'succeeded', FAILED: 'failed', PENDING: undefined } as const;

interface Options extends Pick<SignedFetchOptions, 'fetch' | 'credentials'> {
  readonly region: string;
  /** Stands in for AWS. */
  readonly endpoint?: string | undefined;
}

/** MWAA's own API. Throws `upstream.unavailable` and `upstream.refused`. */
export const mwaa = ({ region, endpoint, ...options }: Options) => {
  const ask = signedFetch({ service: 'airflow', region, ...options });
  const base = endpoint ?? `https://api.airflow.${region}.amazonaws.com`;

  const send = async (method: 'GET' | 'PATCH', name: string, body?: unknown): Promise<unknown> => {
    const url = new URL(`/environments/${encodeURIComponent(name)}`, base);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await ask({ method, url, body: text, timeout }).catch((cause: unknown) => {
      throw new DomainError('upstream.unavailable', `MWAA did not answer for ${name}.`, { cause });
    });
    if (!answer.ok) {
      const code = answer.status >= 500 || answer.status === 429 ? 'upstream.unavailable' : 'upstream.refused';
      throw new DomainError(code, `MWAA answered ${answer.status} for ${name}: ${(await answer.text()).slice(0, 300)}`);
    }
    return answer.json();
  };

  return {
    describe: async (name: string): Promise<EnvironmentState> => {
      const { Status, RequirementsS3Path, LastUpdate } = Answer.parse(await send('GET', name)).Environment;
      return {
        isBusy: !idle.includes(Status),
        requirements: RequirementsS3Path,
        lastUpdate: LastUpdate && outcomes[LastUpdate.Status],
        fault: LastUpdate?.Error?.ErrorMessage ?? 'MWAA does not say why',
      };
    },
    /** Begins an update with the requirements at this key of the environment's bucket. */
    update: async (name: string, key: string): Promise<void> => {
      await send('PATCH', name, { RequirementsS3Path: key });
    },
  };
};
export type Mwaa = ReturnType<typeof mwaa>;
