import type { FileOutcome } from '../../repositories/contract.ts';
import type { Environment } from '../contract.ts';

/** A DAG's page in Airflow. */
export const airflowUrl = ({ webUrl }: Pick<Environment, 'webUrl'>, dagId: string): string =>
  `${webUrl.replace(/\/$/, '')}/dags/${encodeURIComponent(dagId)}`;

/** The outcome with the page of its first DAG, where there is one to see. */
export const withAirflowUrl = (outcome: FileOutcome, environment: Pick<Environment, 'webUrl'>): FileOutcome => {
  const [dagId] = outcome.dagIds;
  const isShown = outcome.outcome === 'live' || outcome.outcome === 'paused' || outcome.outcome === 'unchanged';
  return isShown && dagId !== undefined ? { ...outcome, airflowUrl: airflowUrl(environment, dagId) } : outcome;
};
