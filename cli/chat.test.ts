import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../functions/chat/contract.ts';
import type { Run } from '../functions/runs/contract.ts';
import { stubApi } from '../test/support/stub-api.ts';

const { navigator, answers, asked, place } = stubApi();
const at = '2026-11-21T12:00:00.000Z';
const send = 'POST /api/chat/conversations/c-0123456789ab/messages';

const answer = (fields: Partial<Answer>): Answer => ({
  kind: 'answer',
  text: 'Nothing is failing.',
  engine: 'offline',
  confidence: 1,
  citations: [],
  suggestions: [],
  notes: [],
  ...fields,
});

/** The answers of one conversation, in order. */
const plan = (...of: readonly Answer[]): void => {
  answers['POST /api/chat/conversations'] = {
    body: { id: 'c-0123456789ab', title: 'x', startedAt: at, lastAt: at, expiresAt: at },
  };
  answers[send] = of.map((each, index) => ({ body: { id: `m${index}`, at, text: 'x', answer: each } }));
};

const said = () => asked.filter(({ request }) => request === send).map(({ body }) => (body as { text: string }).text);

const run: Run = {
  id: 'n-7f3a',
  workflow: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  state: 'success',
  triggeredBy: 'kim',
  queuedAt: at,
  duration: 4.2,
  airflowUrl: 'http://127.0.0.1:8080/dags/nightly_sales/runs/n-7f3a',
};
const started = answer({
  kind: 'result',
  text: 'n-7f3a of nightly_sales has started.',
  plan: { operation: 'runs.trigger', input: { workflow: 'nightly_sales' }, confidence: 1 },
  output: { ...run, state: 'queued' },
  follow: { run: 'n-7f3a' },
});

describe('chat over a pipe', () => {
  it('takes each line as a message of one conversation, and prints the answers only', async () => {
    plan(answer({}), answer({ text: 'Two runs.' }));
    const { code, out, err } = await navigator(['chat'], {
      stdin: 'what is failing?\n\nwhat ran today?',
      env: { TZ: 'Europe/Vienna' },
    });
    expect({ code, out, err }).toEqual({ code: 0, out: 'Nothing is failing.\nTwo runs.\n', err: '' });
    expect(said()).toEqual(['what is failing?', 'what ran today?']);
    expect(asked.map(({ request }) => request)).toEqual(['POST /api/chat/conversations', send, send]);
    expect(asked[0]?.body).toEqual({ timeZone: 'Europe/Vienna' });
  });

  it('follows a run to its end before the next message', async () => {
    plan(started, answer({ text: 'It went well.' }));
    answers['GET /api/runs/n-7f3a'] = [{ body: { ...run, state: 'running' } }, { body: run }];
    const { code, out } = await navigator(['chat'], { stdin: 'run nightly_sales\nhow did it go?\n' });
    expect({ code, out }).toEqual({
      code: 0,
      out: `n-7f3a of nightly_sales has started.\n✔ complete in 4.2 s · open in Airflow ${run.airflowUrl}\nIt went well.\n`,
    });
  });

  it('offers the explanation of a run that failed, and ends with 1', async () => {
    plan(started);
    answers['GET /api/runs/n-7f3a'] = { body: { ...run, state: 'failed' } };
    const { code, out } = await navigator(['chat'], { stdin: 'run nightly_sales\n' });
    expect(code).toBe(1);
    expect(out).toContain('✖ failed');
    expect(out).toContain('Try: why did that fail?');
  });

  it('takes the next line as the reply to what needs a yes', async () => {
    plan(answer({ kind: 'confirmation', text: 'Cancel run n-7f3a?' }), answer({ kind: 'result', text: 'Cancelled.' }));
    const { code, out } = await navigator(['chat'], { stdin: 'cancel the run\nyes\n' });
    expect({ code, out }).toEqual({ code: 0, out: 'Cancel run n-7f3a?\nCancelled.\n' });
    expect(said()).toEqual(['cancel the run', 'yes']);
  });

  it('does not say yes by itself, and ends with 1 where nobody did', async () => {
    plan(answer({ kind: 'confirmation', text: 'Cancel run n-7f3a?' }));
    expect((await navigator(['chat'], { stdin: 'cancel the run\n' })).code).toBe(1);
    expect(said()).toEqual(['cancel the run']);
  });

  it.each(['refused', 'unknown'] as const)('ends with 1 where the last answer is "%s"', async (kind) => {
    plan(answer({}), answer({ kind }));
    expect((await navigator(['chat'], { stdin: 'a\nb\n' })).code).toBe(1);
    plan(answer({ kind }), answer({}));
    expect((await navigator(['chat'], { stdin: 'a\nb\n' })).code).toBe(0);
  });

  it('prints one answer per line with --json, a run that was followed in it', async () => {
    plan(started, answer({}));
    answers['GET /api/runs/n-7f3a'] = { body: run };
    const { out } = await navigator(['chat', '--json'], { stdin: 'run nightly_sales\nwhat is failing?\n' });
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toEqual({ ...started, run });
    expect(second).toEqual(answer({}));
  });

  it('sends a message that nobody took again, under the same key', async () => {
    plan(answer({}));
    const away = { type: 'x', title: 'Away', status: 503, detail: 'Try again.', requestId: 'r7' };
    const taken = answers[send];
    answers[send] = [{ status: 503, body: away }, ...(Array.isArray(taken) ? taken : [])];
    expect(await navigator(['chat'], { stdin: 'a\n' })).toMatchObject({ code: 0, out: 'Nothing is failing.\n' });
    const keys = asked.slice(1).map(({ body }) => (body as { idempotencyKey: string }).idempotencyKey);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stops at what the API refuses, and says why', async () => {
    const problem = { type: 'x', title: 'Denied', status: 403, detail: 'You may not.', requestId: 'r7' };
    plan(answer({}));
    answers[send] = { status: 403, body: problem };
    const { code, err } = await navigator(['chat'], { stdin: 'a\nb\n' });
    expect({ code, err }).toEqual({ code: 1, err: 'navigator: You may not. (request r7)\n' });
    expect(said()).toEqual(['a']);
  });

  it('knows /help, /new, /json and /quit', async () => {
    plan(answer({}));
    answers['GET /api/chat/help'] = {
      body: { items: [{ operation: 'runs.trigger', summary: 'Run a workflow now', examples: ['run nightly_sales'] }] },
    };
    const { code, out } = await navigator(['chat'], { stdin: '/help\na\n/new\n/json\nb\n/quit\nc\n' });
    expect(code).toBe(0);
    expect(out).toContain('Run a workflow now  "run nightly_sales"');
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toEqual(answer({}));
    expect(said()).toEqual(['a', 'b']);
    expect(asked.filter(({ request }) => request === 'POST /api/chat/conversations')).toHaveLength(2);
  });

  it('keeps no history of what no person typed', async () => {
    plan(answer({}));
    await navigator(['chat'], { stdin: 'a\n' });
    expect(existsSync(join(place.home, 'navigator', 'history'))).toBe(false);
  });
});
