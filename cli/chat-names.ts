import { catalogue } from '../functions/catalogue.ts';
import type { Client } from '../functions/shared/client.ts';

const utterances = catalogue.flatMap(({ examples }) => examples);

/** Names that a message may hold; none of those that cannot be had. */
const loadNames = async (client: Client): Promise<string[]> => {
  const lists = await Promise.allSettled([
    client.call('workflows.list', { limit: 100 }).then(({ items }) => items.map(({ dagId }) => dagId)),
    client.call('repositories.list', { limit: 100 }).then(({ items }) => items.map(({ name }) => name)),
    client.call('runs.list', { limit: 10 }).then(({ items }) => items.map(({ id }) => id)),
  ]);
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
};

/**
 * Completes what is being typed: `/` commands, the last word to the name of something, or the whole line to something
 * that can be said. Names are asked for at the first Tab.
 */
export const completer = (client: Client, commands: readonly string[]) => {
  let names: Promise<string[]> | undefined;
  return async (line: string): Promise<[string[], string]> => {
    if (line.startsWith('/')) {
      return [commands.filter((command) => command.startsWith(line)), line];
    }
    names ??= loadNames(client);
    const word = line.slice(line.search(/\S*$/));
    const fitting = word === '' ? [] : (await names).filter((name) => name.startsWith(word));
    return fitting.length > 0 ? [fitting, word] : [utterances.filter((utterance) => utterance.startsWith(line)), line];
  };
};
