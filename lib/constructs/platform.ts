import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Alarms } from './alarms.ts';
import type { DataKey } from './data-key.ts';

/** What every construct of the application stack is given. */
export interface Platform {
  /** First part of every name. */
  readonly prefix: string;
  readonly logRetention: RetentionDays;
  readonly dataKey: DataKey;
  readonly alarms: Alarms;
}
