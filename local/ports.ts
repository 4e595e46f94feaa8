import { createServer, type Server } from 'node:net';

/** The ports of an instance: one block, in this order. */
export interface Ports {
  readonly aws: number;
  /** ministack gives its first MWAA environment this port. */
  readonly airflow: number;
  readonly opensearch: number;
  readonly opensearchTransport: number;
  readonly git: number;
  readonly postgres: number;
  /** Where something may stand that speaks like Slack. */
  readonly slack: number;
}

/** Where the search for a block begins. */
export const defaultPortBase = Number(process.env.NAVIGATOR_PORT_BASE ?? 4560);

/** Ports in a block; the last one is held by whoever runs the instance, so that two never choose the same block. */
export const blockSize = 10;

const highest = 65_535;

/** The ports of the block that begins at `base`. */
export const portsOf = (base: number): Ports => ({
  aws: base,
  airflow: base + 1,
  opensearch: base + 2,
  opensearchTransport: base + 3,
  git: base + 4,
  postgres: base + 5,
  slack: base + 6,
});

/** Listens on the port, or answers nothing where it is taken. */
const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

const isFree = async (port: number): Promise<boolean> => {
  const server = await listen(port);
  if (server === undefined) return false;
  await close(server);
  return true;
};

/** A block of free ports, kept from others until it is released. */
export interface PortBlock {
  readonly base: number;
  readonly ports: Ports;
  release(): Promise<void>;
}

const holdBlock = async (base: number): Promise<PortBlock | undefined> => {
  const guard = await listen(base + blockSize - 1);
  if (guard === undefined) return undefined;
  guard.unref();
  const ports = portsOf(base);
  const free = await Promise.all(Object.values(ports).map(isFree));
  if (free.every(Boolean)) return { base, ports, release: () => close(guard) };
  await close(guard);
  return undefined;
};

/**
 * Holds the first free block at or above `from`.
 * @throws Error when there is none up to the highest port.
 */
export const findBlock = async (from: number): Promise<PortBlock> => {
  for (let base = from; base + blockSize - 1 <= highest; base += blockSize) {
    const block = await holdBlock(base);
    if (block !== undefined) return block;
  }
  throw new Error(`no ${blockSize} free ports in a row from ${from} on; set NAVIGATOR_PORT_BASE to a lower number`);
};
