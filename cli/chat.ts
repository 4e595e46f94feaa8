import { join } from 'node:path';
import type { Command } from 'commander';
import type { Answer, ConversationEvent } from '../functions/chat/contract.ts';
import type { Run } from '../functions/runs/contract.ts';
import { isSettled, showAnswer } from './answer.ts';
import { type Lines, openLines } from './chat-lines.ts';
import { completer } from './chat-names.ts';
import { type Correspondence, openCorrespondence } from './chat-send.ts';
import { configFolder } from './config.ts';
import { describeFailure } from './failure.ts';
import type { Answered } from './feed.ts';
import { machineTimeZone } from './fields.ts';
import { follow, showEnd } from './run.ts';
import { openSession, type Session } from './session.ts';
import { showOutput } from './show-output.ts';
import { clean, note, paint, print } from './terminal.ts';

interface Chat extends Session {
  readonly lines: Lines;
  /** One JSON answer per line instead of text. */
  json: boolean;
  /** Begins with the first message. */
  conversation?: Correspondence;
  /** What was shown of the answer that is being written, while one is awaited. */
  told?: string;
  /** Messages that started a run whose end nobody waited for. */
  readonly left: Set<string>;
}

const commands: Readonly<
  Record<string, { readonly does: string; readonly run: (chat: Chat) => Promise<void> | void }>
> = {
  '/help': { does: 'what can be said', run: (chat) => showHelp(chat) },
  '/new': {
    does: 'begin another conversation',
    run: (chat) => {
      chat.conversation?.close();
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

/** Begins a conversation, and hears what happens in it where somebody is there to read it. */
const begin = async (chat: Chat): Promise<Correspondence> => {
  const { client, lines, url, connectTo } = chat;
  const { id, webSocketUrl } = await client.call('conversations.start', { timeZone: machineTimeZone() });
  // A key that is sent to an https address is not sent in the open.
  const isSafe = webSocketUrl?.startsWith('wss:') || url.startsWith('http:');
  return openCorrespondence({
    client,
    conversation: id,
    connect: webSocketUrl && isSafe ? connectTo(webSocketUrl) : undefined,
    onEvent: lines.isTerminal ? (event) => hear(chat, event) : undefined,
  });
};

/** Shows pieces of the answer that is awaited, and the end of runs that nobody follows any more. */
const hear = (chat: Chat, { kind, text, message }: ConversationEvent): void => {
  if (kind === 'token' && chat.told !== undefined && !chat.json) {
    process.stdout.write(clean(text));
    chat.told += text;
  } else if (kind === 'report' && message !== undefined && chat.left.has(message)) {
    chat.lines.interrupt(clean(text));
  }
};

const send = async (chat: Chat, text: string): Promise<Answered> => {
  chat.conversation ??= await begin(chat);
  chat.told = '';
  return chat.conversation.send(text);
};

/** What was shown of an answer while it was written, on a line of its own by now. */
const endTelling = (chat: Chat): string => {
  const { told = '' } = chat;
  chat.told = undefined;
  if (told !== '') {
    print('');
  }
  return told;
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
const followRun = async (chat: Chat, { id, answer: { follow: followed } }: Answered): Promise<Run | undefined> => {
  if (!followed) {
    return undefined;
  }
  const run = await chat.lines.waitFor((signal) => follow(chat, followed.run, signal));
  if (!run) {
    chat.left.add(id);
    note(`It goes on. See how: navigator status ${followed.run}`);
  }
  return run;
};

/** Says something and shows what comes back, to the end of a run that it starts. False where that is no answer. */
const say = async (chat: Chat, text: string): Promise<boolean> => {
  const answered = await chat.lines.waitFor(() => send(chat, text));
  const told = endTelling(chat);
  if (!answered) {
    note('No longer waiting. It is not known whether that was done.');
    return false;
  }
  const { answer } = answered;
  if (!chat.json) {
    showAnswer(answer, showOutput, told);
  }
  const run = await followRun(chat, answered);
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
  const talk: Chat = { ...session, lines, left: new Set() };
  try {
    if (lines.isTerminal) {
      await greet(session);
    }
    const isAnswered = await converse(talk);
    if (!lines.isTerminal && !isAnswered) {
      process.exitCode = 1;
    }
  } finally {
    talk.conversation?.close();
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
