import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { logger, metrics } from './observability.ts';

/** What Lambda invokes. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** Unlike Powertools' own middleware this says nothing where there is nothing to publish. */
const publishMetrics = (): void => {
  if (metrics.hasStoredMetrics()) {
    metrics.publishStoredMetrics();
  }
};

/** Wraps a handler in the middy chain of every function: logger context per invocation, metrics published at its end. */
export const lambdaHandler = (run: LambdaHandler): LambdaHandler => {
  const chain = middy<unknown, unknown>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .after(publishMetrics)
    .onError(publishMetrics)
    .handler(run);
  return async (event, context) => chain(event, context);
};
