import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { type Airflow, AirflowRefused, AirflowUnavailable } from '../../shared/airflow.ts';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { Operation, OutputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import { type Environment, getWorkflow, listEnvironments, type Workflow } from '../../workflows/contract.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { triggerRun as operation } from '../contract.ts';
import { endRun, type LedgerRun, showRun } from '../domain/run.ts';
import { newRunId } from '../domain/run-id.ts';
import { reportRun } from './report-run.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly airflowOf: (environment: Pick<Environment, 'mwaaName' | 'airflowVersion'>) => Airflow;
  /** Calls an operation of the workflows capability as the caller. */
  readonly call: <O extends Operation>(
    operation: O,
    input: z.input<O['input']>,
    principalToken: string,
  ) => Promise<OutputOf<O>>;
  readonly random: () => number;
}

/** Bytes of a run's configuration, as JSON. */
const greatestConf = 256 * 1024;

const writeConf = (conf: Record<string, unknown>): { conf: string; confHash: string } => {
  const text = JSON.stringify(conf);
  if (Buffer.byteLength(text) > greatestConf) {
    throw new DomainError('payload.too-large', 'conf: is over 256 KB. Put the data where the workflow can read it.');
  }
  return { conf: text, confHash: createHash('sha256').update(text).digest('hex') };
};

/** Asks Airflow for a run in the ledger, once more where it was asked before; away, it is left to the sweep. */
export const startRun =
  ({ store, airflow, now }: { store: RunStore; airflow: Airflow; now: () => Date }) =>
  async (run: LedgerRun): Promise<LedgerRun> => {
    try {
      const { workflow: dagId, airflow: at } = run;
      const conf = JSON.parse(run.conf ?? '{}') as Record<string, unknown>;
      const started = await reportRun(store)(run, await airflow.triggerRun({ dagId, runId: at.runId, conf }));
      if (started.state === 'cancelled') {
        await airflow.cancelRun({ dagId, runId: at.runId });
      }
      return started;
    } catch (error) {
      if (error instanceof AirflowRefused) {
        await store.replace(run, endRun(run, 'failed', now().toISOString()));
        throw error;
      }
      if (!(error instanceof AirflowUnavailable)) {
        throw error;
      }
      logger.warn('run.start-postponed', { run: run.id, error });
      return run;
    }
  };

/**
 * Starts a run of a workflow. It is entered in the ledger first and has its id from there, so whatever breaks after that
 * neither loses it nor starts it twice.
 */
export const triggerRun = ({ storeOf, airflowOf, call, random }: Deps): Implementation<typeof operation> => {
  const findEnvironment = async (name: string, token: string): Promise<Environment> => {
    let cursor: string | undefined;
    do {
      const { items, next } = await call(listEnvironments, { limit: 100, cursor }, token);
      const found = items.find((environment) => environment.name === name);
      if (found) {
        return found;
      }
      cursor = next;
    } while (cursor !== undefined);
    throw new DomainError('resource.unknown', `There is no Airflow environment ${name}.`);
  };

  const checkRunnable = ({ dagId, state }: Workflow): void => {
    if (state === 'retired' || state === 'pending') {
      const advice = state === 'retired' ? 'Publish it again first.' : 'Wait until its push is live.';
      throw new DomainError('state.unsuitable', `${dagId} is ${state}, so it cannot run. ${advice}`);
    }
  };

  return async ({ workflow: dagId, conf, idempotencyKey }, { principal, principalToken, authorise, now }) => {
    const store = storeOf(principal);
    const { kind, id: subject } = principal.subject;
    const request = idempotencyKey === undefined ? undefined : `${kind}#${subject}#${idempotencyKey}`;
    const configuration = writeConf(conf);
    /** The run that an earlier request with this key started, which must have asked for the same. */
    const findRepeated = async (): Promise<LedgerRun | undefined> => {
      const repeated = request === undefined ? undefined : await store.findRequested(request);
      if (repeated && (repeated.workflow !== dagId || repeated.confHash !== configuration.confHash)) {
        throw new DomainError(
          'resource.conflict',
          `The idempotency key ${idempotencyKey} was used to run ${repeated.workflow} otherwise. Use another one.`,
        );
      }
      return repeated;
    };
    const repeated = await findRepeated();
    const workflow = await call(getWorkflow, { workflow: dagId }, principalToken);
    authorise(workflow.repository);
    if (repeated) {
      return showRun(repeated);
    }
    checkRunnable(workflow);
    const environment = await findEnvironment(workflow.environment, principalToken);
    const queuedAt = now();
    const id = newRunId(queuedAt, random);
    const { mwaaName, airflowVersion } = environment;
    const run: LedgerRun = {
      id,
      workflow: dagId,
      repository: workflow.repository,
      environment: environment.name,
      state: 'queued',
      triggeredBy: subject,
      queuedAt: queuedAt.toISOString(),
      commit: workflow.commit,
      version: workflow.version,
      airflowUrl: `${workflow.airflowUrl}/runs/${id}`,
      airflow: { mwaaName, airflowVersion, runId: id },
      isAccepted: false,
      ...configuration,
    };
    if (!(await store.begin(run, request, queuedAt.getTime()))) {
      const begun = await findRepeated();
      if (!begun) {
        throw new DomainError('resource.conflict', 'Two runs were started at the same moment. Try again.');
      }
      return showRun(begun);
    }
    return showRun(await startRun({ store, airflow: airflowOf(environment), now })(run));
  };
};
