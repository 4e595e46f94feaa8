import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Failure } from './failure.ts';
import type { Extension } from './operation-commands.ts';
import { readStandardInput } from './terminal.ts';

const readDocument = async (file: string): Promise<string> => {
  if (file === '-') {
    return readStandardInput();
  }
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, 'usage');
  }
};

/** Gives the option `--text` what is in the file of `--file`. */
const takeFile = async (command: Command): Promise<void> => {
  const { file, text } = command.opts<{ file?: string; text?: string }>();
  if ((file === undefined) === (text === undefined)) {
    throw new Failure('Give the document either with --file FILE (- is standard input) or with --text TEXT.', 'usage');
  }
  if (file !== undefined) {
    command.setOptionValue('text', await readDocument(file));
  }
};

/** `navigator document put`: the text may come from a file. */
export const documentPutExtension: Extension = {
  examples: [
    'navigator document put runbooks on-call/warehouse.md --file docs/warehouse.md',
    'pandoc notes.docx -t gfm | navigator document put runbooks notes.md --file -',
  ],
  addOptions: (command) => {
    command.option('-f, --file <file>', 'take the text from this file; - is standard input');
    command.options.find((option) => option.attributeName() === 'text')?.makeOptionMandatory(false);
  },
  prepare: takeFile,
};
