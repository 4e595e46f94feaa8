import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  grantsOf,
  ofType,
  type Placed,
  type Statement,
  statementsOf,
  synthesiseApplication,
  targetOf,
} from './deployment.ts';

// The local cloud does not check what AWS services do under the roles they are given, so these tests derive from the
// template what each service will do, and compare it with what it is allowed, exactly.

const resources = synthesiseApplication('prod');
const idOf = (reference: unknown): string => targetOf(reference) ?? JSON.stringify(reference);

/** `action on logical id`, one line for each pair of a statement. */
const pairs = (statements: readonly Statement[]): string[] =>
  statements
    .flatMap(({ Action, Resource }) => Resource.flatMap((resource) => Action.map((a) => `${a} on ${idOf(resource)}`)))
    .sort();

const trustOf = (role: string): string[] => {
  const found = ofType(resources, 'AWS::IAM::Role').find(({ id }) => id === role);
  return statementsOf(found?.Properties.AssumeRolePolicyDocument).map(({ Principal }) => JSON.stringify(Principal));
};
const isTrusted = (service: string) => [JSON.stringify({ Service: service })];

describe('Step Functions', () => {
  const machines = ofType(resources, 'AWS::StepFunctions::StateMachine');
  const Machine = z.object({
    StateMachineName: z.string(),
    RoleArn: z.unknown(),
    DefinitionSubstitutions: z.record(z.string(), z.unknown()),
    LoggingConfiguration: z.object({ Level: z.string() }),
    TracingConfiguration: z.object({ Enabled: z.boolean() }),
  });
  const Definition = z.object({
    States: z.record(
      z.string(),
      z.object({
        Type: z.string(),
        Resource: z.string().optional(),
        Arguments: z.union([z.object({ QueueUrl: z.string() }), z.unknown().transform(() => undefined)]).optional(),
      }),
    ),
  });
  const integration = /^(\$\{\w+\}|arn:aws:states:::(lambda:invoke|sqs:sendMessage)(\.waitForTaskToken)?)$/;

  /** What the definition names, and what it does with each: it calls functions and sends to queues; anything else fails. */
  const callsOf = (file: string): Map<string, string> => {
    const text = readFileSync(file, 'utf8');
    const calls = new Map([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => [name, 'lambda:InvokeFunction']));
    for (const [name, { Type, Resource = '', Arguments }] of Object.entries(
      Definition.parse(JSON.parse(text)).States,
    )) {
      if (Type !== 'Task') continue;
      expect(Resource, name).toMatch(integration);
      const queue = /^\$\{(\w+)\}$/.exec(Arguments?.QueueUrl ?? '')?.[1];
      if (queue) calls.set(queue, 'sqs:SendMessage');
    }
    return calls;
  };

  /** AWS documents these for log delivery and tracing; none knows resources. */
  const logDelivery = [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ];
  const tracing = [
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ];

  test('does what its definition says, writes its log and traces, no more', () => {
    expect(machines.length).toBeGreaterThan(0);
    for (const { Properties } of machines) {
      const machine = Machine.parse(Properties);
      const calls = callsOf(`statemachines/${machine.StateMachineName.replace('navigator-', '')}.asl.json`);
      expect(Object.keys(machine.DefinitionSubstitutions).sort()).toEqual([...calls.keys()].sort());
      const role = idOf(machine.RoleArn);
      expect(trustOf(role)).toEqual(isTrusted('states.amazonaws.com'));
      expect(pairs(grantsOf(resources, role))).toEqual(
        [
          ...[...calls].map(([name, action]) => `${action} on ${idOf(machine.DefinitionSubstitutions[name])}`),
          ...[...logDelivery, ...tracing].map((action) => `${action} on "*"`),
        ].sort(),
      );
    }
  });
});

test('Scheduler invokes its target and writes to its dead-letter queue, no more', () => {
  const Target = z.object({ Arn: z.unknown(), RoleArn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) });
  for (const { Properties } of ofType(resources, 'AWS::Scheduler::Schedule')) {
    const target = Target.parse(Properties.Target);
    const role = idOf(target.RoleArn);
    expect(trustOf(role)).toEqual(isTrusted('scheduler.amazonaws.com'));
    expect(pairs(grantsOf(resources, role))).toEqual(
      [
        `lambda:InvokeFunction on ${idOf(target.Arn)}`,
        `sqs:SendMessage on ${idOf(target.DeadLetterConfig.Arn)}`,
      ].sort(),
    );
  }
});

describe('EventBridge', () => {
  const Targets = z.array(z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) }));

  /** Statements of the policy of a queue that let a service in. */
  const letIn = (queue: string): Statement[] =>
    ofType(resources, 'AWS::SQS::QueuePolicy')
      .filter(({ Properties }) =>
        z
          .array(z.unknown())
          .parse(Properties.Queues)
          .some((one) => targetOf(one) === queue),
      )
      .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument))
      .filter(({ Effect }) => Effect === 'Allow');

  test('a rule may send to its queues, and nobody else', () => {
    const senders = new Map<string, string[]>();
    for (const rule of ofType(resources, 'AWS::Events::Rule')) {
      const targets = Targets.parse(rule.Properties.Targets);
      for (const queue of targets.flatMap(({ Arn, DeadLetterConfig }) => [idOf(Arn), idOf(DeadLetterConfig.Arn)])) {
        senders.set(queue, [...(senders.get(queue) ?? []), rule.id]);
      }
    }
    expect(senders.size).toBeGreaterThan(0);
    for (const [queue, rules] of senders) {
      const statements = letIn(queue);
      const allowed = statements.map(({ Condition }) => {
        const { ArnEquals } = z.object({ ArnEquals: z.record(z.string(), z.unknown()) }).parse(Condition);
        expect(Object.keys(ArnEquals)).toEqual(['aws:SourceArn']);
        return idOf(ArnEquals['aws:SourceArn']);
      });
      expect(allowed.sort()).toEqual(rules.sort());
      for (const { Principal, Action } of statements) {
        expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
        expect(Action).toContain('sqs:SendMessage');
      }
    }
  });
});

/** Grants of the role of the function that this reference names, on the resource. */
const roleGrantsOn = (fn: unknown, resource: string): string[] => {
  const found = ofType(resources, 'AWS::Lambda::Function').find(({ id }) => id === targetOf(fn));
  return pairs(grantsOf(resources, targetOf(found?.Properties.Role) ?? '')).filter((pair) =>
    pair.endsWith(` on ${resource}`),
  );
};

test('Lambda polls a queue under the role of the function it feeds', () => {
  const Mapping = z.object({ EventSourceArn: z.unknown(), FunctionName: z.unknown() });
  for (const { Properties } of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
    const { EventSourceArn, FunctionName } = Mapping.parse(Properties);
    const queue = idOf(EventSourceArn);
    const send = `sqs:SendMessage on ${queue}`; // What its code may put off; see least-privilege.test.ts.
    expect(roleGrantsOn(FunctionName, queue).filter((grant) => grant !== send)).toEqual(
      ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'].map((action) => `${action} on ${queue}`),
    );
  }
});

test('Lambda hands on a failed invocation under the role of the function', () => {
  const Config = z.object({
    FunctionName: z.unknown(),
    DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
  });
  for (const { Properties } of ofType(resources, 'AWS::Lambda::EventInvokeConfig')) {
    const { FunctionName, DestinationConfig } = Config.parse(Properties);
    const queue = idOf(DestinationConfig.OnFailure.Destination);
    expect(roleGrantsOn(FunctionName, queue)).toEqual([`sqs:SendMessage on ${queue}`]);
  }
});

test('API Gateway may invoke each function it routes to, and its authoriser', () => {
  const Permission = z.object({ Action: z.string(), FunctionName: z.unknown(), Principal: z.string() });
  const allowed = ofType(resources, 'AWS::Lambda::Permission').map(({ Properties }) => Permission.parse(Properties));
  expect(new Set(allowed.map(({ Action, Principal }) => `${Principal} ${Action}`))).toEqual(
    new Set(['apigateway.amazonaws.com lambda:InvokeFunction']),
  );
  const functionIn = ({ Properties }: Placed, field: string): string => {
    const uri = Properties[field];
    return targetOf(uri) ?? /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(JSON.stringify(uri))?.[1] ?? JSON.stringify(uri);
  };
  const needed = [
    ...ofType(resources, 'AWS::ApiGatewayV2::Integration').map((one) => functionIn(one, 'IntegrationUri')),
    ...ofType(resources, 'AWS::ApiGatewayV2::Authorizer').map((one) => functionIn(one, 'AuthorizerUri')),
  ];
  expect([...new Set(allowed.map(({ FunctionName }) => idOf(FunctionName)))].sort()).toEqual(
    [...new Set(needed)].sort(),
  );
});
