import { expect, test } from 'vitest';
import type { DocumentDue } from '../contract.ts';
import { documentsAtOnce, mostWaits, moveDocuments, type Progress } from './move-documents.ts';

const start = { waits: 0, passes: 0 };

/** Documents in an older index; each has two passages. */
const makeWorld = (documents: number) => {
  const behind = new Set(
    Array.from({ length: documents }, (_, at) => `acme/documents/x/${String(at).padStart(4, '0')}`),
  );
  const due: DocumentDue[] = [];
  const run = moveDocuments({
    generations: {
      count: async () => ({ passages: 2 * documents, behind: 2 * behind.size }),
      findBehind: async (tenant, { after = '', until = '\uffff', limit }) =>
        [...behind].filter((key) => key.startsWith(tenant) && key > after && key <= until).slice(0, limit),
    },
    putEvents: async (_source, _type, events) => void due.push(...(events as DocumentDue[])),
    now: () => new Date('2026-03-01T00:00:00Z'),
  });
  const move = (progress: Omit<Progress, 'behind'>) =>
    run({ step: 'move', tenant: 'acme', correlationId: 'r1', progress });
  const takeIn = (keys = due.map(({ key }) => key)) => {
    for (const key of keys) behind.delete(key);
  };
  return { move, behind, due, takeIn };
};

test('asks for some documents, waits for them, asks for the next, and ends when none is behind', async () => {
  const { move, due, takeIn } = makeWorld(documentsAtOnce + 1);
  const first = await move(start);
  expect(first).toMatchObject({ waits: 0, passes: 0, behind: 2 * documentsAtOnce + 2, until: due.at(-1)?.key });
  expect(due).toHaveLength(documentsAtOnce);
  const second = await move(first);
  expect(second).toEqual({ ...first, waits: 1 });
  expect(due).toHaveLength(documentsAtOnce);
  takeIn();
  const third = await move(second);
  expect([third.behind, due.length]).toEqual([2, documentsAtOnce + 1]);
  takeIn();
  expect(await move(third)).toMatchObject({ behind: 0 });
});

test('a step that is done twice asks for the same documents, under the same ids', async () => {
  const { move, due } = makeWorld(3);
  expect(await move(start)).toEqual(await move(start));
  expect(due.slice(0, 3)).toEqual(due.slice(3));
});

test('what does not come holds up nobody for long, and is asked for again in the next pass', async () => {
  const { move, due, takeIn } = makeWorld(documentsAtOnce + 1);
  await move(start);
  const stuck = due[0]?.key;
  takeIn(due.map(({ key }) => key).filter((key) => key !== stuck));
  let progress: Progress = { ...start, until: due.at(-1)?.key, behind: 4 };
  for (let wait = 0; wait <= mostWaits; wait += 1) progress = await move(progress);
  expect([progress.waits, due.length]).toEqual([0, documentsAtOnce + 1]);
  takeIn([due.at(-1)?.key ?? '']);
  progress = await move(progress);
  expect(progress).toEqual({ waits: 0, passes: 1, behind: 2 });
  await move(progress);
  expect(due.at(-1)).toMatchObject({ key: stuck, id: `r1/1/${stuck}` });
});

test('where nothing is behind nothing is asked for', async () => {
  const { move, due } = makeWorld(0);
  expect(await move(start)).toMatchObject({ behind: 0 });
  expect(due).toEqual([]);
});
