import { describe, expect, it } from 'vitest';
import type { Answer } from '../functions/chat/contract.ts';
import { stubApi } from '../test/support/stub-api.ts';

const { navigator, write, answers, asked } = stubApi();
const commit = '3f2a9c1000000000000000000000000000000000';

const explanation: Answer = {
  kind: 'answer',
  text: 'The task load could not connect. The same fault in 3 earlier runs.',
  engine: 'offline',
  confidence: 0.9,
  citations: [
    {
      kind: 'log',
      run: 'n-7f3a',
      task: 'load',
      mapIndex: -1,
      try: 2,
      line: 41,
      text: 'connection to warehouse:5432 refused',
    },
    { kind: 'document', source: 'runbooks', path: 'on-call.md', heading: 'Warehouse', text: 'Ask Kim.\nThen wait.' },
  ],
  suggestions: ['run it again'],
  notes: ['Composed without a model.'],
};

describe('ask', () => {
  it('takes the question without quotes, and sends the time zone of this machine', async () => {
    answers['POST /api/chat/ask'] = { body: explanation };
    await navigator(['ask', 'why', 'did', 'nightly_sales', 'fail?'], { env: { TZ: 'Europe/Vienna' } });
    expect(asked[0]?.body).toEqual({ question: 'why did nightly_sales fail?', timeZone: 'Europe/Vienna' });
  });

  it('shows the answer, what it quotes and from where, what it could not know and what to try', async () => {
    answers['POST /api/chat/ask'] = { body: explanation };
    expect(await navigator(['ask', 'why?'])).toEqual({
      code: 0,
      out: `${[
        'The task load could not connect. The same fault in 3 earlier runs.',
        '  > connection to warehouse:5432 refused',
        '    run n-7f3a · load · try 2 · line 41',
        '  > Ask Kim.',
        '  > Then wait.',
        '    runbooks · on-call.md › Warehouse',
        'Composed without a model.',
        'Try: run it again',
      ].join('\n')}\n`,
      err: '',
    });
  });

  it('shows what a plan came to as the command of that operation would', async () => {
    const line = { task: 'load', try: 2, line: 7, level: 'error', message: 'no such table' };
    const result: Answer = {
      ...explanation,
      kind: 'result',
      text: 'The log of load:',
      citations: [],
      notes: [],
      suggestions: [],
    };
    answers['POST /api/chat/ask'] = [
      { body: { ...result, plan: { operation: 'runs.logs', input: {}, confidence: 1 }, output: { items: [line] } } },
      {
        body: {
          ...result,
          plan: { operation: 'keys.list', input: {}, confidence: 1 },
          output: { items: [{ id: 'k1', name: 'CI', person: 'kim@example.com', secretive: 'x' }] },
        },
      },
    ];
    expect((await navigator(['ask', 'logs'])).out).toBe('The log of load:\nload 2 7 error no such table\n');
    expect((await navigator(['ask', 'keys'])).out.split('\n')[1]).toMatch(/^id +name +person$/);
  });

  it('prints the raw answer with --json', async () => {
    answers['POST /api/chat/ask'] = { body: explanation };
    expect(JSON.parse((await navigator(['ask', 'why?', '--json'])).out)).toEqual(explanation);
  });

  it.each(['refused', 'unknown', 'question'])('ends with 1 where the answer is "%s"', async (kind) => {
    answers['POST /api/chat/ask'] = { body: { ...explanation, kind } };
    expect((await navigator(['ask', 'why?'])).code).toBe(1);
  });

  it('takes what steers a terminal out of what it quotes', async () => {
    const [cited] = explanation.citations;
    answers['POST /api/chat/ask'] = { body: { ...explanation, citations: [{ ...cited, text: 'a\u001b[2Jb' }] } };
    expect((await navigator(['ask', 'why?'])).out).toContain('  > a\ufffd[2Jb\n');
  });
});

it('explain is of a run, or of the last one that failed', async () => {
  answers['GET /api/chat/explanation'] = { body: explanation };
  expect((await navigator(['explain', 'n-7f3a'])).out).toContain('could not connect');
  await navigator(['explain', '--workflow', 'nightly_sales']);
  expect(asked.map(({ request }) => request)).toEqual([
    'GET /api/chat/explanation?run=n-7f3a',
    'GET /api/chat/explanation?workflow=nightly_sales',
  ]);
});

it('diagnosis shows each failure with the lines that decide', async () => {
  const line = { task: 'load', mapIndex: 2, try: 1, line: 9, text: 'KeyError: day' };
  answers['GET /api/knowledge/diagnoses/n-1'] = {
    body: {
      run: 'n-1',
      workflow: 'nightly_sales',
      repository: 'company/sales',
      state: 'failed',
      failures: [
        { task: 'load', mapIndex: 2, try: 1, state: 'failed', kind: 'missing key', lines: [line], confidence: 1 },
      ],
      neverRan: ['report'],
      before: { runs: ['n-0'], count: 1 },
      notes: [],
    },
  };
  expect((await navigator(['diagnosis', 'n-1'])).out.split('\n')).toEqual([
    '✖ missing key  run n-1 · load[2] · try 1',
    '  > KeyError: day',
    '    run n-1 · load[2] · try 1 · line 9',
    'Never ran: report',
    'The same fault in 1 earlier run: n-0',
    '',
  ]);
});

describe('search', () => {
  const hit = {
    id: 'p1',
    source: 'runs',
    kind: 'runs',
    title: 'nightly_sales · load',
    text: 'connection refused',
    highlights: ['connection to warehouse «refused»'],
    provenance: { run: 'n-7f3a', task: 'load', try: 2, line: 41, commit },
    score: 1,
  };
  const document = {
    ...hit,
    source: 'company/sales',
    kind: 'repository',
    title: 'Retries',
    text: 'Try twice.',
    highlights: [],
    provenance: { path: 'docs/adr/0001.md', heading: 'Decision' },
  };

  it('shows each hit with its title, its place and the piece that matches', async () => {
    answers['GET /api/knowledge/search'] = { body: { items: [hit, document] } };
    const { code, out } = await navigator(['search', 'refused', 'connection', '--kind', 'runs']);
    expect({ code, lines: out.split('\n') }).toEqual({
      code: 0,
      lines: [
        'nightly_sales · load  run n-7f3a · load · try 2 · line 41',
        '  connection to warehouse «refused»',
        'Retries  company/sales · docs/adr/0001.md › Decision',
        '  Try twice.',
        '',
      ],
    });
    expect(asked[0]?.request).toBe('GET /api/knowledge/search?query=refused+connection&kind=runs&limit=10');
  });

  it('says with --why what brought each hit, as far as the API tells', async () => {
    const why = { words: 1, meaning: 0.644, recency: 0.002, terms: ['refused'], alike: 29 };
    answers['GET /api/knowledge/search'] = { body: { items: [{ ...hit, why }, document] } };
    const { out } = await navigator(['search', 'refused', '--why']);
    expect(out.split('\n').slice(2)).toEqual([
      '  words 100 % (refused) · meaning 64 % · recency 1 % · 29 more say the same',
      'Retries  company/sales · docs/adr/0001.md › Decision',
      '  Try twice.',
      '',
    ]);
  });

  it('shows what was found in bold where there are colours', async () => {
    answers['GET /api/knowledge/search'] = { body: { items: [hit] } };
    const { out } = await navigator(['search', 'refused'], { env: { FORCE_COLOR: '1' } });
    expect(out).toContain('warehouse \u001b[1mrefused\u001b[22m');
  });

  it('prints the raw hits with --json, and says where there are none', async () => {
    answers['GET /api/knowledge/search'] = [{ body: { items: [hit] } }, { body: { items: [] } }];
    expect(JSON.parse((await navigator(['search', 'x', '--json'])).out)).toEqual({ items: [hit] });
    expect(await navigator(['search', 'x'])).toMatchObject({ code: 0, out: '', err: 'Nothing was found.\n' });
  });
});

describe('document put', () => {
  const path = 'PUT /api/knowledge/sources/runbooks/documents/on-call/warehouse.md';
  const put = ['document', 'put', 'runbooks', 'on-call/warehouse.md'];

  it.each([
    ['a file', ['--file', 'warehouse.md'], ''],
    ['standard input', ['--file', '-'], '# Warehouse\n'],
    ['the command line', ['--text', '# Warehouse\n'], ''],
  ])('takes the text from %s', async (_name, from, stdin) => {
    write('warehouse.md', '# Warehouse\n');
    answers[path] = { body: { source: 'runbooks', path: 'on-call/warehouse.md', bytes: 12 } };
    expect(await navigator([...put, ...from], { stdin })).toMatchObject({ code: 0, err: '' });
    expect(asked[0]?.body).toEqual({ text: '# Warehouse\n' });
  });

  it.each([
    ['no text', [], '--file FILE'],
    ['two texts', ['--file', 'x', '--text', 'y'], '--file FILE'],
    ['a file that is not there', ['--file', 'nowhere.md'], 'nowhere.md cannot be read (ENOENT)'],
  ])('ends with 2 for %s', async (_name, from, message) => {
    const { code, err } = await navigator([...put, ...from]);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(err).toContain(message);
  });
});

it('trend says it in words, then shows the spans', async () => {
  const span = { from: '2026-11-14T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', ended: 9, failed: 7, duration: 4 };
  answers['GET /api/executions/trend'] = {
    body: {
      name: 'nightly_sales',
      resource: 'company/sales',
      recent: span,
      before: { ...span, ended: 20, failed: 1 },
      verdict: 'failing more',
      chance: 0.0002,
      summary: 'It fails more than it used to.',
    },
  };
  const { out } = await navigator(['trend', 'nightly_sales', '--days', '7']);
  expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['It fails more than it used to.'],
    ['from', 'to', 'ended', 'failed', 'duration'],
    ['2026-11-14 00:00:00', '2026-11-21 00:00:00', '9', '7', '4'],
    ['2026-11-14 00:00:00', '2026-11-21 00:00:00', '20', '1', '4'],
    [''],
  ]);
});

it('executions lists the ledger', async () => {
  const execution = {
    id: 'n-1',
    kind: 'run',
    name: 'nightly_sales',
    resource: 'company/sales',
    state: 'failed',
    triggeredBy: 'kim',
    startedAt: '2026-11-21T12:00:00.000Z',
    duration: 4.2,
    error: { kind: 'connection refused', message: 'refused', task: 'load', signature: 's1' },
    correlationId: 'n-1',
  };
  answers['GET /api/executions'] = { body: { items: [execution] } };
  const { out } = await navigator(['executions', '--state', 'failed']);
  expect(out.split('\n')[1]?.split(/ {2,}/)).toEqual([
    'n-1',
    'nightly_sales',
    'failed',
    'kim',
    '2026-11-21 12:00:00',
    '4.2',
    'load',
    'connection refused',
  ]);
});

describe('say', () => {
  const messages = 'POST /api/chat/conversations/c-0123456789ab/messages';
  const message = { id: 'm-1', at: '2026-11-21T12:00:00.000Z', text: 'run it' };

  it('waits for the answer, and with --no-wait does not', async () => {
    answers[messages] = { status: 202, body: message };
    const { code, err } = await navigator(['say', 'c-0123456789ab', 'run', 'it', '--no-wait']);
    expect({ code, err }).toEqual({
      code: 0,
      err: 'm-1 will be answered: navigator conversation events shows how.\n',
    });
    expect(asked[0]?.body).toMatchObject({ text: 'run it', wait: false });
    await navigator(['say', 'c-0123456789ab', 'run', 'it']);
    expect(asked[1]?.body).toMatchObject({ wait: true });
  });
});
