import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { applicationStacks, ofType, synthesise, targetOf } from './deployment.ts';

const resources = synthesise('prod');
const Alarm = z.object({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).min(1),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
});
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(({ id, Properties }) => ({
  id,
  ...Alarm.parse(Properties),
}));

/** Logical ids of what has an alarm on this metric. */
const watched = (metric: string) =>
  new Set(
    alarms
      .filter(({ MetricName }) => MetricName === metric)
      .flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => targetOf(Value))),
  );

const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

test.each(alarms)('$id tells somebody, and leads to a section of a runbook', ({ AlarmDescription }) => {
  const [, file, anchor] = /Runbook: (docs\/runbooks\/[a-z-]+\.md)#([a-z-]+)$/.exec(AlarmDescription) ?? [];
  expect(file !== undefined && existsSync(file), AlarmDescription).toBe(true);
  expect(anchorsOf(readFileSync(file ?? '', 'utf8'))).toContain(anchor);
});

describe('everything that can fail by itself is watched', () => {
  const application = resources.filter(({ stack }) => applicationStacks.includes(stack));
  const functions = ofType(application, 'AWS::Lambda::Function').map(({ id }) => id);

  test.each(['Errors', 'Throttles'])('%s of every function', (metric) => {
    expect(functions.filter((id) => !watched(metric).has(id))).toEqual([]);
  });

  test('every dead-letter queue', () => {
    const deadLetters = ofType(application, 'AWS::SQS::Queue').filter(({ Properties }) => !Properties.RedrivePolicy);
    expect(
      deadLetters.map(({ id }) => id).filter((id) => !watched('ApproximateNumberOfMessagesVisible').has(id)),
    ).toEqual([]);
  });

  test('every state machine', () => {
    const machines = ofType(application, 'AWS::StepFunctions::StateMachine').map(({ id }) => id);
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut']) {
      expect(machines.filter((id) => !watched(metric).has(id))).toEqual([]);
    }
  });
});
