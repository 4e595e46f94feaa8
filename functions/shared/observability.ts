import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { maskText } from './mask-secrets.ts';

/** Lines of the operator's own log belong to no tenant: a marker tells what is the same within one process only. */
const masking = { key: randomBytes(32) };

/**
 * Structured log lines: the message is a stable event code (`repository.dirty`), never a payload or a secret. What somebody
 * else wrote, such as the message of an error, is masked.
 */
export const logger = new Logger({
  serviceName: 'navigator',
  jsonReplacerFn: (_key, value) => (typeof value === 'string' ? maskText(value, masking) : value),
});

/** Business metrics in CloudWatch's embedded format, published when the handler ends. */
export const metrics = new Metrics({ namespace: 'Navigator', serviceName: 'navigator' });
