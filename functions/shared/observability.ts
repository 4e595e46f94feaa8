import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Structured log lines: the message is a stable event code (`repository.dirty`), never a payload or a secret. */
export const logger = new Logger({ serviceName: 'navigator' });

/** Business metrics in CloudWatch's embedded format, published when the handler ends. */
export const metrics = new Metrics({ namespace: 'Navigator', serviceName: 'navigator' });
