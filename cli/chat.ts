import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type Answer, Message } from '../functions/chat/contract.ts';
import type { Run } from '../functions/runs/contract.ts';
import { ApiProblem } from '../functions/shared/client.ts';
import { isSettled, showAnswer } from './answer.ts';
import { type Lines, openLines } from './chat-lines.ts';
import { completer } from './chat-names.ts';
import { configFolder } from './config.ts';
import { describeFailure } from './failure.ts';
import { machineTimeZone } from './fields.ts';
import { follow, showEnd } from './run.ts';
import { openSession, type Session } from './session.ts';
import { showOutput } from './show-output.ts';
import { note, paint, print } from './terminal.ts';

/** How often a message is sent where nobody answers; its key keeps it from being done twice. */
const attempts = 3;

interface Chat extends Session {
  readonly lines: Lines;
  /** One JSON answer per line instead of text. */
  json: boolean;
  /** Begins with the first message. */
  conversation?: string;
}

const commands: Readonly<
  Record<string, { readonly does: string; readonly run: (chat: Chat) => Promise<void> | void }>
> = {
  '/help': { does: 'what can be said', run: (chat) => showHelp(chat) },
  '/new': {
    does: 'begin another conversation',
    run: (chat) => {
      chat.conversation = undefined;
      note('A new conversation.');
    },
  },
  '/json': {
    does: 'answers as JSON, or as text again',
    run: (chat) => {
      chat.json = !chat.json;
    },
  },
  '/quit': { does: 'end (so does Ctrl-D)', run: ({ lines }) => lines.close() },
};

const showHelp = async ({ client }: Chat): Promise<void> => {
  showOutput('chat.help', await client.call('chat.help', {}));
  for (const [command, { does }] of Object.entries(commands)) {
    print(`${command.padEnd(6)}  ${paint('dim', does)}`);
  }
};

const send = async (chat: Chat, text: string): Promise<Answer> => {
  const { client } = chat;
  chat.conversation ??= (await client.call('conversations.start', { timeZone: machineTimeZone() })).id;
  const message = { conversation: chat.conversation, text, idempotencyKey: randomUUID() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return Message.parse(await client.call('chat.send', message)).answer;
    } catch (error) {
      const isAway = error instanceof ApiProblem && error.problem.status === 503;
      if (!isAway || attempt === attempts) {
        throw error;
      }
      await sleep(500 * attempt);
    }
  }
};

/** Shows the rest of an answer once its run has ended; as JSON all of it, in one line. */
const showEndOf = (chat: Chat, answer: Answer, run: Run | undefined): void => {
  if (chat.json) {
    print(JSON.stringify({ ...answer, run }));
  } else if (run) {
    showEnd(run);
    if (run.state === 'failed') {
      print('Try: why did that fail?');
    }
  }
};

/** Waits for the run that an answer has started; undefined where there is none, or nobody waits any longer. */
const followRun = async (chat: Chat, { follow: followed }: Answer): Promise<Run | undefined> => {
  if (!followed) {
    return undefined;
  }
  const run = await chat.lines.waitFor((signal) => follow(chat, followed.run, signal));
  if (!run) {
    note(`It goes on. See how: navigator status ${followed.run}`);
  }
  return run;
};

/** Says something and shows what comes back, to the end of a run that it starts. False where that is no answer. */
const say = async (chat: Chat, text: string): Promise<boolean> => {
  const answer = await chat.lines.waitFor(() => send(chat, text));
  if (!answer) {
    note('No longer waiting. It is not known whether that was done.');
    return false;
  }
  if (!chat.json) {
    showAnswer(answer, showOutput);
  }
  const run = await followRun(chat, answer);
  showEndOf(chat, answer, run);
  if (answer.kind === 'confirmation' && chat.lines.isTerminal) {
    const reply = await chat.lines.next('[y/N] ');
    return say(chat, /^y(es)?$/i.test(reply?.trim() ?? '') ? 'yes' : 'no');
  }
  return isSettled(answer) && (run === undefined || run.state === 'success');
};

const greet = async ({ client, url }: Session): Promise<void> => {
  const { tenant, subject } = await client.call('identity.whoami', {});
  note(`Navigator · ${url} · tenant ${tenant} · ${subject.id}`);
  note(paint('dim', 'Say it in plain words: "why did nightly_sales fail last night?" Tab completes, /help, /quit.'));
};

const converse = async (chat: Chat): Promise<boolean> => {
  const { lines } = chat;
  let isAnswered = true;
  for (let line = await lines.next('> '); line !== undefined; line = await lines.next('> ')) {
    const text = line.trim();
    const command = commands[text];
    try {
      if (command) {
        await command.run(chat);
      } else if (text !== '') {
        isAnswered = await say(chat, text);
      }
    } catch (error) {
      // In a terminal one can say something else; a pipe must not go on as if nothing had happened.
      if (!lines.isTerminal) {
        throw error;
      }
      note(describeFailure(error, chat.url));
    }
  }
  return isAnswered;
};

const chat = async (command: Command): Promise<void> => {
  const session = await openSession(command);
  const lines = openLines({
    historyFile: join(configFolder(process.env), 'history'),
    complete: completer(session.client, Object.keys(commands)),
  });
  try {
    if (lines.isTerminal) {
      await greet(session);
    }
    const isAnswered = await converse({ ...session, lines });
    if (!lines.isTerminal && !isAnswered) {
      process.exitCode = 1;
    }
  } finally {
    lines.close();
  }
};

/** Adds `navigator chat`. */
export const addChat = (program: Command): void => {
  const command = program.command('chat').description('Talk to the platform: ask, run, and go on from the answer');
  command.addHelpText(
    'after',
    `
Examples:
  $ navigator chat
  $ echo "what is failing today?" | navigator chat
  $ printf '%s\\n' 'cancel the run' yes | navigator chat --json

From a pipe each line is a message, a "yes" after what asks for one included. A run that is started is followed to its
end. With --json each answer is one line of JSON, a run that was followed in it as "run". Ends with 1 if the last
message got no answer (refused, not understood, something missing), or its run did not succeed.`,
  );
  command.action(() => chat(command));
};
