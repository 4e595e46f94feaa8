import { addRepository } from '../functions/repositories/contract.ts';
import { renderRecord } from './render.ts';
import { note, paint, print } from './terminal.ts';

/** Shows a repository that was added, and how to set up the webhook, as the secret is shown this once. */
export const showAddedRepository = (answer: unknown): void => {
  const { webhookSecret, ...repository } = addRepository.output.parse(answer);
  print(renderRecord(repository));
  print('');
  print(paint('bold', "Now add a webhook in the repository's settings:"));
  print(`  Payload URL   ${repository.webhookUrl}`);
  print('  Content type  application/json');
  print(`  Secret        ${webhookSecret}`);
  print('  Events        just the push event');
  note('The secret is shown this once. Without a webhook, pushes are noticed within a minute or so.');
};
