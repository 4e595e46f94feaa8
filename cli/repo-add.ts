import { addRepository } from '../functions/repositories/contract.ts';
import type { Extension } from './operation-commands.ts';
import { renderRecord } from './render.ts';
import { note, paint, print } from './terminal.ts';

/** `navigator repo add`: says how to set up the webhook, as the secret is shown this once. */
export const repoAddExtension: Extension = {
  examples: ['navigator repo add https://github.com/acme/sales.git --repository company/sales'],
  show: (answer) => {
    const { webhookSecret, ...repository } = addRepository.output.parse(answer);
    print(renderRecord(repository));
    print('');
    print(paint('bold', "Now add a webhook in the repository's settings:"));
    print(`  Payload URL   ${repository.webhookUrl}`);
    print('  Content type  application/json');
    print(`  Secret        ${webhookSecret}`);
    print('  Events        just the push event');
    note('The secret is shown this once. Without a webhook, pushes are noticed within a minute or so.');
  },
};
