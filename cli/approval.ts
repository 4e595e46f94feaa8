import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type Approval, approveRequest } from '../functions/approvals/contract.ts';
import { Failure } from './failure.ts';
import type { Extension } from './operation-commands.ts';
import { openSession, type Session } from './session.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';

const interval = 250;
const patience = 60_000;

/** Shows what the question is about, before it is asked. */
const showRequest = async (command: Command): Promise<void> => {
  const [approval = ''] = command.args;
  if (command.opts<{ yes?: boolean }>().yes) {
    return;
  }
  const { client } = await openSession(command);
  const { what, reason, requestedBy, consequence } = await client.call('approvals.get', { approval });
  const lines = [what, `${requestedBy} asks for it: ${reason}`, `If it is approved: ${consequence}`];
  for (const line of lines) {
    note(clean(line));
  }
};

type Ended = Approval & Required<Pick<Approval, 'effect'>>;

/** The request once it is done, or could not be. */
const awaitEffect = async ({ client }: Session, { id }: Approval): Promise<Ended> => {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const { effect, ...approval } = await client.call('approvals.get', { approval: id });
    if (effect) {
      return { ...approval, effect };
    }
    await sleep(interval);
  }
  throw new Failure(
    `It is approved and was not done within ${patience / 1000} s. It goes on: \`navigator approval show ${id}\`.`,
  );
};

/** `navigator approval approve`: stays until what was asked for is done. */
export const approveExtension: Extension = {
  examples: [
    'navigator approval approve a-01k9x3f2q7wz0ab',
    'navigator approval approve a-01k9x3f2q7wz0ab --edits \'{"rules": ["downloaded-code"]}\' --yes',
  ],
  prepare: showRequest,
  run: async (session, input) => {
    const approved = await session.client.call('approvals.approve', approveRequest.input.parse(input));
    const { what, effect, ...rest } = await awaitEffect(session, approved);
    if (effect.state === 'failed') {
      throw new Failure(`It is approved, but could not be done: ${clean(effect.message)}`);
    }
    if (session.json) {
      printJson({ ...rest, what, effect });
      return;
    }
    print(`${paint('green', '✔')} approved: ${clean(what)}`);
    print(clean(effect.message));
  },
};

/** `navigator approval reject`. */
export const rejectExtension: Extension = {
  examples: ['navigator approval reject a-01k9x3f2q7wz0ab the server is not ours'],
  prepare: showRequest,
};
