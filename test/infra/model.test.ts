import { expect, test } from 'vitest';
import { ofType, statementsOf, synthesise } from './deployment.ts';

/** What may be asked of Bedrock, by whomever. */
const bedrockGrants = (settings?: Record<string, string>): string[] => [
  ...new Set(
    ofType(synthesise('prod', settings), 'AWS::IAM::Policy')
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Action }) => Action.some((action) => action.startsWith('bedrock:')))
      .flatMap(({ Resource }) => Resource.map((resource) => JSON.stringify(resource))),
  ),
];

const model = 'amazon.nova-lite-v1:0';

test('without a model of Bedrock nobody may ask one', () => {
  expect(bedrockGrants()).toEqual([]);
});

test('with a model of Bedrock, that model may be asked and no other', () => {
  const [grant, ...others] = bedrockGrants({ bedrockModel: model });
  expect(grant).toContain(`::foundation-model/${model}`);
  expect(others).toEqual([]);
});

test('an inference profile may be asked, and its model in every region', () => {
  const grants = bedrockGrants({ bedrockModel: `eu.${model}` });
  expect(grants).toHaveLength(2);
  expect(grants[0]).toContain(`:inference-profile/eu.${model}`);
  expect(grants[1]).toContain(`:bedrock:*::foundation-model/${model}`);
});
