import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { grantsOf, ofType, synthesise, targetOf } from './deployment.ts';

const resources = synthesise('prod').filter(({ stack }) => stack === 'NavigatorTestRunner');
const only = (type: string) => {
  const [one, ...others] = ofType(resources, type);
  if (!one || others.length > 0) throw new Error(`there is not one ${type}`);
  return one.Properties;
};
const actionsOf = (role: unknown): string[] => [
  ...new Set(grantsOf(resources, targetOf(role) ?? '').flatMap(({ Action }) => Action)),
];

describe('what runs tests in AWS', () => {
  const project = only('AWS::CodeBuild::Project');

  test('may write its log, fetch its image and sit in its network, no more', () => {
    const others = actionsOf(project.ServiceRole).filter(
      (action) => !/^ec2:(Describe\w+|\w+NetworkInterface\w*)$/.test(action),
    );
    expect(others.sort()).toEqual([
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  test('is not privileged, and its network leads nowhere', () => {
    expect(project.Environment).toMatchObject({ PrivilegedMode: false });
    expect(ofType(resources, 'AWS::EC2::NatGateway')).toEqual([]);
    expect(ofType(resources, 'AWS::EC2::InternetGateway')).toEqual([]);
  });

  test('gives the tests neither its environment nor its rights', () => {
    const { BuildSpec } = z.object({ BuildSpec: z.string() }).parse(project.Source);
    expect(BuildSpec).toMatch(/setpriv --reuid=65534 .* --no-new-privs[\s\S]+env -i[\s\S]+pytest/);
  });
});

test('the state machine before it starts builds, reads their log and answers, no more', () => {
  const { RoleArn } = only('AWS::StepFunctions::StateMachine');
  const own = actionsOf(RoleArn).filter((action) =>
    /^(codebuild|events|states|sqs|lambda|s3):|^logs:Get\w+Events/.test(action),
  );
  expect(own.sort()).toEqual([
    'codebuild:BatchGetBuilds',
    'codebuild:StartBuild',
    'codebuild:StopBuild',
    'events:DescribeRule',
    'events:PutRule',
    'events:PutTargets',
    'logs:GetLogEvents',
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
    'states:SendTaskSuccess',
  ]);
});

test('the pipe takes from the queue and starts the state machine, no more', () => {
  expect(actionsOf(only('AWS::Pipes::Pipe').RoleArn).sort()).toEqual([
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    'states:StartExecution',
  ]);
});

test('on one machine a runner may take tests and answer for them, no more', () => {
  const local = synthesise('local').filter(({ stack }) => stack === 'NavigatorApplication');
  const role = ofType(local, 'AWS::IAM::Role').find(({ id }) => id.includes('RunnerRole'));
  const actions = grantsOf(local, role?.id ?? '').flatMap(({ Action }) => Action);
  expect(actions.sort()).toEqual([
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:ReceiveMessage',
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
    'states:SendTaskSuccess',
  ]);
});
