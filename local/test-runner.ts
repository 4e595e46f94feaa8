import { setTimeout as sleep } from 'node:timers/promises';
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { runTests, whyUnconfinable } from './sandbox.ts';

/** What waits in the queue; `archive` is an address that gives away these files and nothing else. */
const Order = z.object({
  token: z.string(),
  archive: z.url(),
  path: z.string(),
  timeout: z.number(),
});
type Order = z.infer<typeof Order>;

/** Nobody waits for an answer any more. */
const over = ['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'];

const [queue, directory] = process.argv.slice(2);
if (queue === undefined || directory === undefined) {
  throw new Error('usage: test-runner.ts QUEUE_URL DIRECTORY');
}
// The role of a runner, which may do what is done below and nothing else; the environment says which it is.
const sqs = new SQSClient({});
const sfn = new SFNClient({});

/** Answers false where nobody waits for the answer, which is what a message that came twice finds. */
const answer = async (send: () => Promise<unknown>): Promise<boolean> => {
  try {
    await send();
    return true;
  } catch (error) {
    if (error instanceof Error && over.includes(error.name)) return false;
    throw error;
  }
};

const fetchArchive = async (url: string): Promise<Uint8Array> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`the archive of the tests was refused with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

const carryOut = async ({ token: taskToken, archive, ...limits }: Order): Promise<void> => {
  if (!(await answer(() => sfn.send(new SendTaskHeartbeatCommand({ taskToken }))))) return;
  const cause = await whyUnconfinable(directory);
  if (cause !== undefined) {
    await answer(() => sfn.send(new SendTaskFailureCommand({ taskToken, error: 'TestsUnavailable', cause })));
    return;
  }
  const report = await runTests(directory, { ...limits, archive: await fetchArchive(archive) });
  console.log(`ran tests for ${report.seconds.toFixed(1)} s, exit code ${report.exitCode ?? 'none'}`);
  await answer(() => sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(report) })));
};

/** Seconds for which a message stays hidden from other runners, unless this one says again that it is at work. */
const hidden = 60;

const take = async ({ Body, ReceiptHandle }: Message): Promise<void> => {
  const keep = { QueueUrl: queue, ReceiptHandle, VisibilityTimeout: hidden };
  const atWork = setInterval(
    () => sqs.send(new ChangeMessageVisibilityCommand(keep)).catch(console.error),
    (hidden / 3) * 1000,
  );
  try {
    await carryOut(Order.parse(JSON.parse(Body ?? '')));
  } finally {
    clearInterval(atWork);
  }
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
};

console.log('waiting for tests');
for (;;) {
  try {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 1, WaitTimeSeconds: 20 }),
    );
    for (const message of Messages) await take(message);
  } catch (error) {
    // What was taken comes again once its time is over, three times at most.
    console.error(error);
    await sleep(1_000);
  }
}
