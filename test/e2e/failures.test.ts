import { beforeAll, expect, inject, test } from 'vitest';
import { quotedText } from '../../functions/chat/domain/plain-text.ts';
import { clientOf } from '../support/cloud.ts';
import { askAll, describeMiss, type ProducedFailure, produceFailures, type Verdict } from '../support/failures.ts';
import { readWholeLog } from '../support/logs.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
let produced: ProducedFailure[];
let verdicts: Verdict[];

beforeAll(async () => {
  produced = await produceFailures(cloud, { history: false });
  verdicts = await askAll(cloud, produced);
}, 600_000);

test('every workflow ends as it was written to', () => {
  const ends = produced.map(({ failure, run }) => [failure.name, run.state]);
  expect(ends).toEqual(produced.map(({ failure }) => [failure.name, failure.expectState]));
});

test('the decisive line is among those cited for at least 90 % of the questions', () => {
  const misses = verdicts.filter(({ isHit }) => !isHit).map(describeMiss);
  console.log(`${verdicts.length - misses.length} of ${verdicts.length} questions answered with the decisive line`);
  for (const miss of misses) console.log(`missed: ${miss}`);
  expect(1 - misses.length / verdicts.length).toBeGreaterThanOrEqual(0.9);
});

test('every cited line stands in the log of its run, word for word', async () => {
  const client = clientOf(cloud);
  for (const { run, answer } of verdicts) {
    for (const citation of answer.citations) {
      if (citation.kind !== 'log') continue;
      const { task, mapIndex, line, text } = citation;
      const lines = await readWholeLog(client, { run: citation.run, task, try: citation.try });
      const label = mapIndex < 0 ? task : `${task}[${mapIndex}]`;
      const stands = lines.find((each) => each.task === label && each.line === line)?.message;
      expect([run.id, stands && quotedText(stands)]).toEqual([run.id, text]);
    }
  }
});

test('the terminal cites it too, with the run, the task, the try and the line', async () => {
  const verdict = verdicts.find(({ isHit, failure }) => isHit && failure.kind === 'refused connection');
  const { question, run, failure } = verdict ?? expect.fail('the refused connection was not explained');
  const navigator = await personLoggedIn(cloud);
  const { exit, out } = await navigator(['ask', question]);
  expect(exit).toBe(0);
  expect(failure.decisive.anyOf.some((text) => out.includes(text))).toBe(true);
  expect(out).toContain(run.id);
  expect(out).toContain(failure.decisive.task);
  expect(out).toMatch(/try 1\b.*line \d+/);
});
