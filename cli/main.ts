import { type Command, CommanderError } from 'commander';
import { findCredentials } from './config.ts';
import { describeFailure, Failure } from './failure.ts';
import { createProgram } from './program.ts';
import { checkout, type GlobalOptions } from './session.ts';
import { note } from './terminal.ts';

/** Commander has told its errors already; its codes for help and version are no errors. */
const exitCodeOf = async (error: unknown, program: Command): Promise<number> => {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : 2;
  }
  const options = program.opts<GlobalOptions>();
  const { url } = await findCredentials(options, process.env, checkout).catch(() => ({ url: undefined }));
  note(`navigator: ${describeFailure(error, url ?? 'the platform')}`);
  return error instanceof Failure ? error.exitCode : 1;
};

// Whoever reads our output may stop early: `navigator logs … | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.exit();
    }
    throw error;
  });
}

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error, program);
}
