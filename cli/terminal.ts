import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { Failure } from './failure.ts';

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold';

/** Colours text for standard output: only on a terminal, and not under NO_COLOR. */
export const paint = (colour: Colour, text: string): string => styleText(colour, text, { stream: process.stdout });

/** Text from the network with what would steer a terminal taken out; line breaks and tabs stay. */
export const clean = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');

/** Prints a line of the answer. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Prints a line beside the answer: progress, hints. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Prints a value as JSON, the same for people and programs. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

const ask = async (question: string, hidden: boolean): Promise<string> => {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: hidden });
  try {
    // Ctrl-D answers nothing.
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return await Promise.race([lines.question(''), closed]);
  } finally {
    lines.close();
    if (hidden) {
      process.stderr.write('\n');
    }
  }
};

/** Asks for a yes before something destructive; without a terminal `--yes` must have said it. */
export const confirm = async (question: string): Promise<void> => {
  if (!process.stdin.isTTY) {
    throw new Failure(`${question} There is no terminal to ask: add --yes.`, 'usage');
  }
  const answer = await ask(`${question} [y/N] `, false);
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new Failure('Nothing was changed.');
  }
};

/** All of standard input, as text. */
export const readStandardInput = async (): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    chunks.push(String(chunk));
  }
  return chunks.join('');
};

/** Reads an API key from standard input, or asks for it without showing it; never from the command line. */
export const readKey = async (fromStdin: boolean): Promise<string> => {
  if (!fromStdin && !process.stdin.isTTY) {
    throw new Failure('There is no terminal to ask for the key: pipe it in and add --key-stdin.', 'usage');
  }
  const key = (fromStdin ? await readStandardInput() : await ask('API key: ', true)).trim();
  if (key === '') {
    throw new Failure('No API key was given.', 'usage');
  }
  return key;
};
