import { randomBytes } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { maskText } from './mask-secrets.ts';

/** Lines of the operator's own log belong to no tenant: a marker tells what is the same within one process only. */
const masking = { key: randomBytes(32) };

/** Fields of what is thrown, which may quote what somebody else wrote. */
const quoting = /^(?:message|stack|cause|reason|error)$/;

const eventCode = /^[a-z][a-z.-]*$/;

/**
 * Structured log lines: the message is a stable event code (`repository.dirty`), never a payload or a secret. What an error
 * says is masked; no other field is, since a function that just started would take long to write its first line.
 */
export const logger = new Logger({
  serviceName: 'navigator',
  jsonReplacerFn: (key, value) =>
    typeof value === 'string' && quoting.test(key) && !eventCode.test(value) ? maskText(value, masking) : value,
});

/** Business metrics in CloudWatch's embedded format, published when the handler ends. */
export const metrics = new Metrics({ namespace: 'Navigator', serviceName: 'navigator' });
