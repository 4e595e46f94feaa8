import { expect, test } from 'vitest';
import * as z from 'zod';
import { ofType, synthesiseApplication, targetOf } from './deployment.ts';

const resources = synthesiseApplication('prod');
const queues = ofType(resources, 'AWS::SQS::Queue');
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

const Redrive = z.object({ RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown() }) });
const Targets = z.object({
  Targets: z.array(z.object({ DeadLetterConfig: z.object({ Arn: z.unknown() }).optional() })),
});
const Schedule = z.object({
  Target: z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }).optional() }),
});
const InvokeConfig = z.object({
  FunctionName: z.unknown(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
});

test('every queue that a function reads hands on what fails', () => {
  const read = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
    targetOf(Properties.EventSourceArn),
  );
  expect(read.length).toBeGreaterThan(0);
  const withRedrive = queues.filter(({ Properties }) => {
    const policy = Redrive.safeParse(Properties).data?.RedrivePolicy;
    return policy && ids(queues).includes(targetOf(policy.deadLetterTargetArn) ?? '');
  });
  expect(read.filter((id) => !ids(withRedrive).includes(id ?? ''))).toEqual([]);
});

test('a batch reports what failed in it, one by one', () => {
  for (const { Properties } of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
    expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  }
});

test('every rule and schedule keeps what it could not deliver', () => {
  const rules = ofType(resources, 'AWS::Events::Rule').flatMap(({ Properties }) => Targets.parse(Properties).Targets);
  const schedules = ofType(resources, 'AWS::Scheduler::Schedule').map(
    ({ Properties }) => Schedule.parse(Properties).Target,
  );
  expect(rules.length).toBeGreaterThan(0);
  expect(schedules.length).toBe(3);
  for (const target of [...rules, ...schedules]) {
    expect(ids(queues)).toContain(targetOf(target.DeadLetterConfig?.Arn));
  }
});

test('a function that a schedule invokes keeps the invocations that fail', () => {
  const invoked = ofType(resources, 'AWS::Scheduler::Schedule').map(({ Properties }) =>
    targetOf(Schedule.parse(Properties).Target.Arn),
  );
  const caught = ofType(resources, 'AWS::Lambda::EventInvokeConfig').map(({ Properties }) => {
    const { FunctionName, DestinationConfig } = InvokeConfig.parse(Properties);
    expect(ids(queues)).toContain(targetOf(DestinationConfig.OnFailure.Destination));
    return targetOf(FunctionName);
  });
  expect(caught.sort()).toEqual(invoked.sort());
});
