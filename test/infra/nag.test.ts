import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { stages } from '../../lib/config.ts';
import { createApp } from './deployment.ts';

describe.each(stages)('stage %s', (stage) => {
  const app = createApp(stage);
  app.synth();

  test.each([
    ['AwsSolutions', new AwsSolutionsChecks()],
    ['Serverless', new ServerlessChecks()],
  ])('follows the rules of %s, or says why not', (_name, checks) => {
    const violations = checks
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      );
    expect(violations).toEqual([]);
  });
});
