import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import { type IpPolicy, maskAndCount } from '../functions/shared/mask-secrets.ts';
import { Failure } from './failure.ts';
import { cutBlocks } from './mask-blocks.ts';
import type { GlobalOptions } from './session.ts';
import { note, printJson } from './terminal.ts';

interface Options {
  readonly ip: IpPolicy;
  readonly check?: boolean;
}

const open = (file: string | undefined): Readable =>
  (file === undefined || file === '-' ? process.stdin : createReadStream(file)).setEncoding('utf8');

/** Writes when whoever reads has taken what came before, so that a long log is never in memory as a whole. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const describe = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');

const runMask = async (file: string | undefined, { ip, check }: Options, command: Command): Promise<void> => {
  const isJson = command.optsWithGlobals<GlobalOptions>().json;
  // A key of its own: nobody can test a guess against a marker, and another run has other markers.
  const masking = { key: randomBytes(32), ip };
  const counts: Record<string, number> = {};
  try {
    for await (const block of cutBlocks(open(file))) {
      const masked = maskAndCount(block, masking);
      for (const [kind, count] of Object.entries(masked.counts)) {
        counts[kind] = (counts[kind] ?? 0) + count;
      }
      await (check || isJson ? undefined : write(masked.text));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw ['ENOENT', 'EISDIR', 'EACCES'].includes(code ?? '')
      ? new Failure(`${file} cannot be read (${code}).`, 'usage', { cause: error })
      : error;
  }
  const masked = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (isJson) {
    printJson({ masked, kinds: counts });
  } else if (masked > 0) {
    note(`${check ? 'would mask' : 'masked'} ${describe(counts)}`);
  }
  if (check && masked > 0) {
    process.exitCode = 1;
  }
};

/** Adds `navigator mask`. */
export const addMask = (program: Command): void => {
  const command = program
    .command('mask')
    .description('Mask secrets and personal data in a text, without the cloud')
    .argument('[file]', 'a file; standard input by default')
    .option('--check', 'print no text; end with 1 if anything would be masked')
    .addOption(new Option('--ip <policy>', 'what becomes of IP addresses').choices(['mask', 'keep']).default('keep'));
  command.addHelpText(
    'after',
    '\nExamples:\n  $ navigator mask task.log > to-share.log\n  $ kubectl logs worker-0 | navigator mask --ip mask\n  $ navigator mask --check runbook.md\n  $ navigator mask task.log --json\n\nThe same secret has the same marker throughout the output, and another one in the next. --json prints what was found\ninstead of the text. Ends with 2 if the file cannot be read.',
  );
  command.action(runMask);
};
