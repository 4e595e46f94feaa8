import { createHash } from 'node:crypto';

/** Words of documents that nobody wrote: the same for the same seed. */
const subjects = [
  'the warehouse load',
  'the nightly export',
  'the price feed',
  'the customer index',
  'the invoice book',
  'the stock snapshot',
  'the carrier interface',
  'the ledger close',
  'the click stream',
  'the partner intake',
  'the archive job',
  'the currency import',
];
const faults = [
  'stops half way',
  'is refused by the host',
  'runs out of memory',
  'waits for a lock',
  'reads an empty file',
  'sends duplicates',
  'loses its session',
  'meets an unknown column',
  'is late by an hour',
  'times out on the first try',
  'writes to the wrong schema',
];
const causes = [
  'a certificate has expired',
  'the partner changed a header',
  'the disk of the staging host is full',
  'a release renamed a column',
  'the pool of connections is used up',
  'the schedule overlaps with the backup',
  'somebody rotated the password',
  'the queue was paused',
];
const remedies = [
  'restart the importer and watch the first batch',
  'ask the partner to send the file again',
  'free space and run the step again',
  'raise the limit for one night and open a ticket',
  'roll back the release and tell the team',
  'clear the lock after the last session ended',
  'load the day by hand from the archive',
  'switch to the second host until morning',
];
const places = ['Leipzig', 'Graz', 'Turin', 'Lyon', 'Gdansk', 'Porto', 'Aarhus', 'Tartu', 'Split', 'Cork'];

const pick = (list: readonly string[], ...seed: (string | number)[]): string =>
  list[createHash('sha256').update(seed.join(' ')).digest().readUInt32BE(0) % list.length] ?? '';

/** One section of a runbook, of about seventy words. */
const section = (document: number, number: number): string => {
  const choose = (list: readonly string[], what: string) => pick(list, document, number, what);
  const code = `E-${document}-${number}`;
  return `## ${code}: ${choose(subjects, 'title')} ${choose(faults, 'title')}

When ${choose(subjects, 'a')} in ${choose(places, 'a')} ${choose(faults, 'a')}, it is mostly because ${choose(causes, 'a')}. \
Then ${choose(remedies, 'a')}. Where that does not help, look whether ${choose(causes, 'b')}; if so, ${choose(remedies, 'b')}. \
In ${choose(places, 'b')} the same sign means that ${choose(subjects, 'c')} ${choose(faults, 'c')}. Code ${code} is in every line of that log.
`;
};

/** A runbook with so many sections. */
export const runbook = (document: number, sections: number): string =>
  [
    `# Runbook ${document} of ${pick(places, document)}\n`,
    ...Array.from({ length: sections }, (_, at) => section(document, at)),
  ].join('\n');

/** Something a person may look for in those runbooks. */
export const question = (number: number): string =>
  number % 2 === 0
    ? `${pick(subjects, number, 's')} ${pick(faults, number, 'f')} in ${pick(places, number, 'p')}`
    : `what to do when ${pick(causes, number, 'c')}`;
