import { isRunning, launch, type Server, serverRecord } from './server.ts';
import { boundLogs, lastLines } from './server-logs.ts';

/** How often a server is brought back before it is given up. */
const mostRestarts = 5;

interface Supervision {
  /** Settles, with the reason, when a server is gone that cannot be brought back. */
  readonly lost: Promise<string>;
  readonly end: () => void;
}

/**
 * Brings back servers that end by themselves, as AWS would, and keeps their logs bounded. Not the local AWS: what it had
 * not saved is gone with it, so whoever uses it must know.
 */
export const supervise = (
  directory: string,
  servers: readonly Server[],
  onProgress: (line: string) => void,
): Supervision => {
  const restarts = new Map<string, number>();
  let giveUp: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  const look = (server: Server): void => {
    const { name } = server;
    if (serverRecord(directory, name)?.wanted !== true || isRunning(directory, name)) return;
    const count = (restarts.get(name) ?? 0) + 1;
    restarts.set(name, count);
    if (name === 'ministack') giveUp('the local AWS ended by itself, and with it what it had not saved');
    else if (count > mostRestarts) giveUp(`${name} ended ${count} times; see \`npm run logs ${name}\``);
    else {
      onProgress(`${name} ended by itself and is started again. The end of its log:\n${lastLines(directory, name, 5)}`);
      launch(directory, server);
    }
  };
  const timer = setInterval(() => {
    for (const server of servers) look(server);
    boundLogs(directory);
  }, 1000);
  return { lost, end: () => clearInterval(timer) };
};
