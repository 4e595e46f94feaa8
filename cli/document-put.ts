import type { Command } from 'commander';
import { readDocumentFile } from './document-file.ts';
import { Failure } from './failure.ts';
import type { Extension } from './operation-commands.ts';

/** Gives the options `--text` and `--encoding` what is in the file of `--file`. */
const takeFile = async (command: Command): Promise<void> => {
  const { file, text } = command.opts<{ file?: string; text?: string }>();
  if ((file === undefined) === (text === undefined)) {
    throw new Failure('Give the document either with --file FILE (- is standard input) or with --text TEXT.', 'usage');
  }
  if (file !== undefined) {
    const { text, encoding } = await readDocumentFile(file);
    command.setOptionValue('text', text);
    if (encoding) {
      command.setOptionValue('encoding', encoding);
    }
  }
};

/** `navigator document put`: the document may come from a file. */
export const documentPutExtension: Extension = {
  examples: [
    'navigator document put runbooks on-call/warehouse.md --file docs/warehouse.md',
    'navigator document put runbooks manual.pdf --file manual.pdf',
    'pandoc notes.docx -t gfm | navigator document put runbooks notes.md --file -',
  ],
  addOptions: (command) => {
    command.option('-f, --file <file>', 'take the document from this file, which may be a PDF; - is standard input');
    command.options.find((option) => option.attributeName() === 'text')?.makeOptionMandatory(false);
  },
  prepare: takeFile,
};
