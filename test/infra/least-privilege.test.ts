import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { applicationStacks, grantsOf, ofType, statementsOf, synthesise, targetOf } from './deployment.ts';

const resources = synthesise('prod').filter(({ stack }) => ['NavigatorData', ...applicationStacks].includes(stack));
const policies = ofType(resources, 'AWS::IAM::Policy');
const functions = ofType(resources, 'AWS::Lambda::Function');

/** Resources that may have a wildcard, each with the actions that need it and why. */
const exceptions: readonly { readonly resource: RegExp; readonly actions: RegExp; readonly reason: string }[] = [
  { resource: /^\*$/, actions: /^xray:/, reason: 'X-Ray knows no resources' },
  {
    resource: /^\*$/,
    actions: /^ec2:((Unassign|Assign)PrivateIpAddresses|(Create|Delete|Describe)NetworkInterfaces?|DescribeSubnets)$/,
    reason: 'Lambda attaches a function to a network with its role; the function itself is denied the same',
  },
  {
    resource: /^\*$/,
    actions: /^logs:(\w+LogDelivery|ListLogDeliveries|\w+ResourcePolic(y|ies)|DescribeLogGroups)$/,
    reason: 'log delivery and listing know no resources',
  },
  {
    resource: /ArtefactsBucket\w+Arn[^/]*\/\*$/,
    actions: /^s3:(Get|Put)Object$/,
    reason: 'objects are named by content hash',
  },
  {
    resource: /DocumentsBucket\w+Arn[^/]*\/(\*\/(runs|workflows\/workflows)\/)?\*$/,
    actions: /^s3:(Get|Put|Delete)Object$/,
    reason: 'documents are named by tenant, source and path',
  },
  {
    resource: /:domain\/navigator-knowledge\/passages-\*(\/_(alias|count|refresh|search|settings))?$/,
    actions: /^es:ESHttp(Delete|Get|Post|Put)$/,
    reason: 'an index is named for its model and mapping',
  },
  {
    resource: /DagsBucket\w+Arn[^/]*\/dags\/(live\/)?\*$/,
    actions: /^s3:(Get|Put|Delete)Object$/,
    reason: 'DAG files are named by authors',
  },
  {
    resource: /:execution:navigator-reconcile-repository:\*$/,
    actions: /^states:GetExecutionHistory$/,
    reason: 'an execution is named when it starts',
  },
  {
    resource: /:secret:navigator\/\*\/slack\/\*$/,
    actions: /^secretsmanager:/,
    reason: 'named by tenant and workspace',
  },
  {
    resource: /:secret:navigator\/\*\/(repositories|credentials)\/\*$/,
    actions: /^secretsmanager:/,
    reason: 'named by tenant and repository',
  },
  {
    resource: /:secret:navigator\/\*\/models\/\*$/,
    actions: /^secretsmanager:(Create|Delete|Get)Secret(Value)?$/,
    reason: 'keys of models are named by tenant',
  },
  {
    resource: /:log-group:airflow-navigator-Task:(log-stream:)?\*$/,
    actions: /^logs:/,
    reason: 'streams are named by run',
  },
  {
    resource: /DagsBucket\w+Arn[^/]*\/requirements\/\*$/,
    actions: /^s3:PutObject$/,
    reason: 'a file of requirements is named by its approval',
  },
  {
    resource: /\/ws\/(POST|DELETE)\/@connections\/\*$/,
    actions: /^execute-api:ManageConnections$/,
    reason: 'API Gateway names connections when they are opened',
  },
  {
    resource: /:execution:navigator-decide-approval:\*$/,
    actions: /^states:DescribeExecution$/,
    reason: 'executions are named by request',
  },
];

const statements = policies.flatMap(({ id, Properties }) =>
  statementsOf(Properties.PolicyDocument).map((statement) => ({ id, ...statement })),
);

test('no role has a wildcard action', () => {
  const wild = statements.filter(({ Action }) => Action.some((action) => action.includes('*')));
  expect(wild).toEqual([]);
});

const isException = (resource: string, action: string): boolean =>
  exceptions.some((exception) => exception.resource.test(resource) && exception.actions.test(action));

test('no role has a wildcard resource beyond the listed ones', () => {
  const wild = statements.flatMap(({ id, Action, Resource }) =>
    Resource.map((resource) => flattenCfnReference(resource))
      .filter((resource) => resource.includes('*'))
      .flatMap((resource) =>
        Action.filter((action) => !isException(resource, action)).map((action) => `${id}: ${action} on ${resource}`),
      ),
  );
  expect(wild).toEqual([]);
});

test('every exception is still needed', () => {
  const all = statements.flatMap(({ Resource }) => Resource.map((resource) => flattenCfnReference(resource)));
  expect(exceptions.filter(({ resource }) => !all.some((one) => resource.test(one)))).toEqual([]);
});

test('no role has a policy that somebody else maintains', () => {
  expect(ofType(resources, 'AWS::IAM::Role').filter(({ Properties }) => Properties.ManagedPolicyArns)).toEqual([]);
});

/** Actions of each function's role beyond logs, traces and the data key, but for what its own code is denied. */
const actionsOf = (name: string): string[] => {
  const fn = functions.find(({ Properties }) => Properties.FunctionName === `navigator-${name}`);
  const role = targetOf(fn?.Properties.Role);
  if (role === undefined) throw new Error(`there is no function ${name}`);
  const grants = grantsOf(resources, role);
  const denied = new Set(grants.filter(({ Effect }) => Effect === 'Deny').flatMap(({ Action }) => Action));
  const actions = grants
    .filter(({ Condition }) => !JSON.stringify(Condition ?? '').includes('kms:ViaService'))
    .flatMap(({ Action }) => Action)
    .filter((action) => !/^(xray:|logs:(CreateLogStream|PutLogEvents)$)/.test(action) && !denied.has(action));
  return [...new Set(actions)].sort();
};

const reads = ['dynamodb:GetItem', 'dynamodb:Query'];
const writes = [...reads, 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const deletes = [...writes, 'dynamodb:DeleteItem'];
const queue = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

describe('each function may do what it does, and no more', () => {
  const expected: Record<string, readonly string[]> = {
    'identity-api': [...writes, 'kms:GetPublicKey'],
    'identity-authorize-request': [...reads, 'kms:Sign'],
    'identity-authorize-connection': reads,
    'identity-act-for-key': [...reads, 'kms:Sign'],
    'identity-create-tenant': writes,
    'repositories-api': [
      ...writes,
      'kms:GetPublicKey',
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'states:GetExecutionHistory',
      'states:StartExecution',
    ],
    'repositories-receive-webhook': [...writes, 'secretsmanager:GetSecretValue', 'states:StartExecution'],
    'repositories-fetch-tip': [
      ...writes,
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'repositories-renew-lease': [...writes, 'secretsmanager:GetSecretValue'],
    'repositories-prepare-tests': [...writes, 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
    'repositories-settle-tests': [
      ...writes,
      'events:PutEvents',
      'secretsmanager:GetSecretValue',
      'states:StartExecution',
    ],
    'repositories-write-receipt': [
      ...deletes,
      'events:PutEvents',
      's3:GetObject',
      's3:ListBucket',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'states:StartExecution',
    ],
    'repositories-sweep-repositories': [
      ...writes,
      'events:PutEvents',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
      'states:StartExecution',
    ],
    'repositories-recheck-repository': [...writes, ...queue, 'states:StartExecution'],
    'approvals-api': [...writes, 'kms:GetPublicKey', 'secretsmanager:GetSecretValue', 'states:SendTaskSuccess'],
    'approvals-request-approval': [
      ...writes,
      'kms:GetPublicKey',
      'secretsmanager:GetSecretValue',
      'states:StartExecution',
    ],
    'approvals-advance-approval': [
      ...deletes,
      'events:PutEvents',
      'secretsmanager:GetSecretValue',
      'states:SendTaskSuccess',
    ],
    'approvals-sweep-approvals': [
      ...deletes,
      'sqs:SendMessage',
      'states:DescribeExecution',
      'states:SendTaskSuccess',
      'states:StartExecution',
    ],
    'workflows-change-environment': [
      ...writes,
      'airflow:GetEnvironment',
      'airflow:UpdateEnvironment',
      'events:PutEvents',
      's3:PutObject',
    ],
    'workflows-waive-finding': [...writes, 'events:PutEvents'],
    'repositories-report-push': [...writes, ...queue, 'secretsmanager:GetSecretValue'],
    'repositories-show-receipt': [...reads, 'secretsmanager:GetSecretValue'],
    'workflows-api': [...deletes, 'kms:GetPublicKey', 'lambda:InvokeFunction', 's3:GetObject', 's3:ListBucket'],
    'workflows-check-changes': [
      ...writes,
      'lambda:InvokeFunction',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'workflows-import-files': [],
    'workflows-publish-release': [...deletes, 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
    'workflows-confirm-live': [
      'airflow:InvokeRestApi',
      ...deletes,
      'events:PutEvents',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'workflows-describe-workflows': [
      'airflow:InvokeRestApi',
      ...reads,
      ...queue,
      's3:DeleteObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'runs-api': [
      'airflow:InvokeRestApi',
      ...deletes,
      'events:PutEvents',
      'kms:GetPublicKey',
      'lambda:InvokeFunction',
      'logs:DescribeLogStreams',
      'logs:GetLogEvents',
      'secretsmanager:GetSecretValue',
    ],
    'runs-record-run-event': ['airflow:InvokeRestApi', ...deletes, 'events:PutEvents', ...queue],
    'runs-fetch-run-logs': [
      'airflow:InvokeRestApi',
      ...deletes,
      'logs:DescribeLogStreams',
      'logs:GetLogEvents',
      ...queue,
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'knowledge-api': [
      ...deletes,
      'es:ESHttpPost',
      'events:PutEvents',
      'kms:GetPublicKey',
      'lambda:InvokeFunction',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
      'states:StartExecution',
    ],
    'knowledge-embed-texts': [],
    'knowledge-read-document': [],
    'knowledge-reindex-knowledge': [
      'es:ESHttpDelete',
      'es:ESHttpGet',
      'es:ESHttpPost',
      'es:ESHttpPut',
      'events:PutEvents',
    ],
    'knowledge-ingest-document': [
      ...deletes,
      ...queue,
      'es:ESHttpPost',
      'es:ESHttpPut',
      'events:PutEvents',
      'lambda:InvokeFunction',
      's3:GetObject',
      's3:ListBucket',
    ],
    'knowledge-collect-documents': [
      ...deletes,
      ...queue,
      'lambda:InvokeFunction',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    'executions-api': [...reads, 'kms:GetPublicKey'],
    'executions-record-execution': [...writes, ...queue],
    'chat-api': [
      ...deletes,
      'execute-api:ManageConnections',
      'kms:GetPublicKey',
      'lambda:InvokeFunction',
      'secretsmanager:CreateSecret',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
    ],
    'chat-answer-message': [
      ...deletes,
      ...queue,
      'execute-api:ManageConnections',
      'kms:GetPublicKey',
      'lambda:InvokeFunction',
      'secretsmanager:GetSecretValue',
    ],
    'integrations-api': [
      ...deletes,
      'kms:GetPublicKey',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
    ],
    'integrations-receive-slack': [
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
      'secretsmanager:GetSecretValue',
      'sqs:SendMessage',
    ],
    'integrations-finish-slack-install': [
      ...deletes,
      'secretsmanager:CreateSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
    ],
    'integrations-answer-slack': [
      ...deletes,
      ...queue,
      'lambda:InvokeFunction',
      'secretsmanager:DeleteSecret',
      'secretsmanager:GetSecretValue',
    ],
    'chat-report-run': [
      ...deletes,
      ...queue,
      'events:PutEvents',
      'execute-api:ManageConnections',
      'lambda:InvokeFunction',
      'sqs:SendMessage',
    ],
    'chat-serve-web-socket': [...deletes, 'execute-api:ManageConnections', 'lambda:InvokeFunction'],
    'runs-sweep-runs': ['airflow:InvokeRestApi', ...deletes, 'events:PutEvents', 'sqs:SendMessage'],
  };

  test.each(Object.entries(expected))('%s', (name, actions) => {
    expect(actionsOf(name)).toEqual([...actions].sort());
  });

  test('and none is left out above', () => {
    const names = functions.map(({ Properties }) => z.string().parse(Properties.FunctionName));
    expect(names.sort()).toEqual(
      Object.keys(expected)
        .map((name) => `navigator-${name}`)
        .sort(),
    );
  });
});

test('no two functions share a role', () => {
  const roles = functions.map(({ Properties }) => targetOf(Properties.Role));
  expect(new Set(roles).size).toBe(functions.length);
});

test('only those who ask Git servers may read what they are signed in with', () => {
  const may = functions.filter(({ Properties }) =>
    grantsOf(resources, targetOf(Properties.Role) ?? '').some(
      ({ Action, Resource }) =>
        Action.includes('secretsmanager:GetSecretValue') &&
        Resource.some((resource) => flattenCfnReference(resource).endsWith('/credentials/*')),
    ),
  );
  expect(may.map(({ Properties }) => Properties.FunctionName).sort()).toEqual([
    'navigator-repositories-fetch-tip',
    'navigator-repositories-renew-lease',
    'navigator-repositories-report-push',
    'navigator-repositories-sweep-repositories',
  ]);
});

test('only those who give or open links to receipts may read the key they are sealed with', () => {
  const may = functions.filter(({ Properties }) =>
    grantsOf(resources, targetOf(Properties.Role) ?? '').some(
      ({ Action, Resource }) =>
        Action.includes('secretsmanager:GetSecretValue') &&
        Resource.some((resource) => flattenCfnReference(resource).includes('ReceiptKey')),
    ),
  );
  expect(may.map(({ Properties }) => Properties.FunctionName).sort()).toEqual([
    'navigator-repositories-api',
    'navigator-repositories-report-push',
    'navigator-repositories-show-receipt',
  ]);
});

test('what faces Slack finds the tenant of a workspace and records deliveries, nothing else of the table', () => {
  const fn = functions.find(({ Properties }) => Properties.FunctionName === 'navigator-integrations-receive-slack');
  const table = grantsOf(resources, targetOf(fn?.Properties.Role) ?? '').filter(({ Action }) =>
    Action.some((action) => action.startsWith('dynamodb:')),
  );
  expect(table.map(({ Action, Condition }) => [Action, Condition])).toEqual([
    [['dynamodb:GetItem'], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['#directory#slack-team'] } }],
    [['dynamodb:UpdateItem'], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#slack-delivery'] } }],
  ]);
});

test('only what faces Slack may read what Slack signs with', () => {
  const may = functions.filter(({ Properties }) =>
    grantsOf(resources, targetOf(Properties.Role) ?? '').some(
      ({ Action, Resource }) =>
        Action.includes('secretsmanager:GetSecretValue') &&
        Resource.some((resource) => flattenCfnReference(resource).includes('SlackAppSigning')),
    ),
  );
  expect(may.map(({ Properties }) => Properties.FunctionName)).toEqual(['navigator-integrations-receive-slack']);
});

test('only publish-release may write a release', () => {
  const may = functions.filter(({ Properties }) =>
    grantsOf(resources, targetOf(Properties.Role) ?? '').some(
      ({ Action, Resource }) =>
        Action.includes('s3:PutObject') &&
        Resource.some((resource) => flattenCfnReference(resource).endsWith('/dags/*')),
    ),
  );
  expect(may.map(({ Properties }) => Properties.FunctionName)).toEqual(['navigator-workflows-publish-release']);
});

test('only ingest-document may change the search index, and reindex-knowledge remove one', () => {
  const may = functions.filter(({ Properties }) =>
    grantsOf(resources, targetOf(Properties.Role) ?? '').some(
      ({ Action, Resource }) =>
        Action.some((action) => action.startsWith('es:')) &&
        Resource.some((resource) => !flattenCfnReference(resource).endsWith('/_search')),
    ),
  );
  expect(may.map(({ Properties }) => Properties.FunctionName).sort()).toEqual([
    'navigator-knowledge-ingest-document',
    'navigator-knowledge-reindex-knowledge',
  ]);
});

test('DAGs may put events under the name of Airflow only', () => {
  const role = ofType(resources, 'AWS::IAM::Role').find(
    ({ Properties }) => Properties.Description === 'What DAGs run as',
  );
  const puts = grantsOf(resources, role?.id ?? '').filter(({ Action }) => Action.includes('events:PutEvents'));
  expect(puts.map(({ Condition }) => Condition)).toEqual([{ StringEquals: { 'events:source': 'navigator.airflow' } }]);
});
