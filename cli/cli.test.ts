import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Repository, ShownReceipt } from '../functions/repositories/contract.ts';
import type { Run } from '../functions/runs/contract.ts';
import { advisoryFeed } from '../test/support/advisory-feed.ts';
import { bin } from '../test/support/command.ts';
import { stubApi } from '../test/support/stub-api.ts';
import { createProgram } from './program.ts';

const commit = '3f2a9c1000000000000000000000000000000000';
const at = '2026-11-21T12:00:00.000Z';

const { navigator, write, answers, asked, place } = stubApi();

const read = (path: string): string => readFileSync(join(place.home, path), 'utf8');

/** Neither address nor key from the environment. */
const bare = { NAVIGATOR_URL: '', NAVIGATOR_API_KEY: '' };

const principal = { tenant: 'demo', subject: { kind: 'key', id: 'k1' }, systems: [], roles: [] };

const repository: Repository = {
  name: 'company/sales',
  id: 'sales-1',
  url: 'https://git.example.com/acme/sales.git',
  provider: 'git',
  noticed: { webhook: 1, poll: 0, asked: 0 },
  branch: 'main',
  path: 'dags',
  environment: 'main',
  newWorkflows: 'live',
  tests: 'report',
  testsTimeout: 300,
  webhookUrl: 'https://api.example.com/hooks/h1',
  state: 'in-step',
  createdAt: at,
};

const page = 'https://api.example.com/receipts?of=x';

const receipt: ShownReceipt = {
  id: 'p1',
  repository: 'company/sales',
  commit,
  branch: 'main',
  outcome: 'live',
  files: [{ path: 'nightly_sales.py', outcome: 'live', dagIds: ['nightly_sales'], findings: [] }],
  notes: [],
  stages: { fetched: 200, checked: 300, published: 600, visible: 1300 },
  checkDuration: 40,
  noticedAt: at,
  writtenAt: at,
  page,
};

const run: Run = {
  id: 'n-01k9x3f2q7wz',
  workflow: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  state: 'queued',
  triggeredBy: 'k1',
  queuedAt: at,
  airflowUrl: 'http://127.0.0.1:8080/dags/nightly_sales/runs/n-01k9x3f2q7wz',
};

const task = (name: string, state: string) => ({ task: name, state, try: 1, mapIndex: -1 });

describe('commands of the catalogue', () => {
  it('ask their operation with the key, and print a table', async () => {
    answers['GET /api/runs'] = { body: { items: [{ ...run, state: 'failed', duration: 4.2 }], next: 'c2' } };
    const { code, out, err } = await navigator(['runs', '--state', 'failed', '--limit', '5']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['id', 'workflow', 'state'],
      [run.id, run.workflow, 'failed'],
      [''],
    ]);
    expect(err).toContain('add --all');
    expect(asked).toEqual([
      { request: 'GET /api/runs?limit=5&state=failed', authorization: 'Bearer nav_k1_secret', body: undefined },
    ]);
  });

  it('print the raw answer with --json and every page with --all', async () => {
    answers['GET /api/runs?limit=25'] = { body: { items: [run], next: 'c2' } };
    answers['GET /api/runs?limit=25&cursor=c2'] = { body: { items: [{ ...run, id: 'n-2' }] } };
    const { out } = await navigator(['runs', '--all', '--json']);
    expect(JSON.parse(out).items.map(({ id }: Run) => id)).toEqual([run.id, 'n-2']);
  });

  it('send defaults, lists and numbers in the body', async () => {
    answers['POST /api/identity/keys'] = { body: { id: 'k2', key: 'nav_k2_x' } };
    const args = ['key', 'create', 'CI', '--person', 'kim@example.com', '--resources', 'company/a', 'company/b'];
    const { code, out } = await navigator([...args, '--expires-in-days', '30']);
    expect(code).toBe(0);
    expect(out).toContain('nav_k2_x');
    expect(asked[0]?.body).toEqual({
      name: 'CI',
      person: 'kim@example.com',
      level: 'read',
      resources: ['company/a', 'company/b'],
      expiresInDays: 30,
    });
  });

  it.each([
    ['an input that does not fit', ['repo', 'status', 'Sales'], 'use company/NAME'],
    ['a value that is none of the choices', ['runs', '--state', 'odd'], 'Allowed choices'],
    ['a missing option', ['key', 'create', 'CI'], '--person'],
    ['an unknown command', ['dance'], "unknown command 'dance'"],
    ['bad JSON', ['run', 'x', '--conf', '{'], 'is not JSON'],
  ])('end with 2 for %s, without asking the API', async (_name, args, message) => {
    const { code, err } = await navigator(args);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(err).toContain(message);
  });

  it('need a yes for what destroys', async () => {
    answers['POST /api/runs/n-1/cancel'] = { body: { ...run, state: 'cancelled' } };
    expect(await navigator(['cancel', 'n-1'])).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect(asked).toEqual([]);
    expect(await navigator(['cancel', 'n-1', '--yes'])).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(1);
  });

  it('tell what the API says is wrong, with the request id', async () => {
    const problem = { type: 'x', title: 'Not found', status: 404, detail: 'There is no run n-1.', requestId: 'r7' };
    answers['GET /api/runs/n-1'] = { status: 404, body: problem };
    expect(await navigator(['status', 'n-1'])).toMatchObject({
      code: 1,
      err: 'navigator: There is no run n-1. (request r7)\n',
    });
  });

  it('take what steers a terminal out of the answer', async () => {
    answers['GET /api/runs/n-1'] = { body: { ...run, workflow: 'a\u001b]0;x\u0007b' } };
    const { out } = await navigator(['status', 'n-1']);
    expect(out).toContain('a\ufffd]0;x\ufffdb');
  });
});

describe('every command', () => {
  it.each([
    'check',
    'mask',
    'login',
    'whoami',
    'key create',
    'repo add',
    'push status',
    'run',
    'runs',
    'logs',
    'cancel',
    'executions',
    'execution',
    'trend',
    'search',
    'source add',
    'document put',
    'document load',
    'diagnosis',
    'ask',
    'explain',
    'chat',
    'say',
    'plans',
  ])('%s has help with examples', (name) => {
    const command = name
      .split(' ')
      .reduce<Command | undefined>(
        (parent, part) => parent?.commands.find((each) => each.name() === part),
        createProgram(),
      );
    let help = '';
    command?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(/Examples:\n {2}\$ .*navigator /);
  });

  it('shows its help', async () => {
    const { code, out } = await navigator(['push', 'status', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Examples:');
  });

  it('is quiet when its reader stops early', async () => {
    answers['GET /api/runs'] = { body: { items: Array.from({ length: 5000 }, () => run) } };
    const env = { ...process.env, NAVIGATOR_URL: place.url, NAVIGATOR_API_KEY: 'k' };
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${bin}" runs --json | head -1`], { env });
    const err: Buffer[] = [];
    shell.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    expect(await new Promise((resolve) => shell.on('close', resolve))).toBe(0);
    expect(Buffer.concat(err).toString()).toBe('');
  });

  it('runs on an older Node by handing over to the checkout’s own', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
    const old = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
    write('old.mjs', old);
    const options = { env: { ...process.env, NODE_OPTIONS: '' } };
    const out = execFileSync(process.execPath, ['--import', join(place.home, 'old.mjs'), bin, '--version'], options);
    expect(out.toString().trim()).toBe(version);
  });
});

describe('credentials', () => {
  it('are checked and stored for this user only by login, with the key from standard input', async () => {
    answers['GET /api/identity'] = { body: principal };
    const { code, out } = await navigator(['login', '--url', place.url, '--key-stdin'], {
      stdin: 'nav_k9_s\n',
      env: bare,
    });
    const file = join(place.home, 'navigator', 'config.json');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('tenant demo') });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url: place.url, key: 'nav_k9_s' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await navigator(['whoami'], { env: bare });
    expect(asked.at(-1)?.authorization).toBe('Bearer nav_k9_s');
  });

  it('are not stored when they are refused', async () => {
    answers['GET /api/identity'] = { status: 401, body: {} };
    const { code, err } = await navigator(['login', '--key-stdin'], { stdin: 'nav_bad' });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('refused') });
    expect(() => statSync(join(place.home, 'navigator', 'config.json'))).toThrow();
  });

  it('are never taken from the command line by login', async () => {
    expect(await navigator(['login', '--api-key', 'nav_x'])).toMatchObject({ code: 2 });
  });

  it('are used in order: flags, environment, config file', async () => {
    answers['GET /api/identity'] = { body: principal };
    write('navigator/config.json', JSON.stringify({ url: place.url, key: 'from-file' }));
    await navigator(['whoami', '--api-key', 'from-flag']);
    await navigator(['whoami']);
    await navigator(['whoami'], { env: bare });
    expect(asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer from-flag',
      'Bearer nav_k1_secret',
      'Bearer from-file',
    ]);
  });

  it('of one address are not sent to another', async () => {
    write('navigator/config.json', JSON.stringify({ url: 'https://elsewhere.example.com', key: 'secret' }));
    const { code, err } = await navigator(['whoami', '--url', place.url], { env: bare });
    expect({ code, asked }).toEqual({ code: 1, asked: [] });
    expect(err).toContain('navigator login --url');
  });

  it('that nobody answers to say how to start the platform', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { code, err } = await navigator(['whoami', '--url', `http://127.0.0.1:${port}`]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('npm start') });
    expect(err.trim().split('\n')).toHaveLength(1);
  }, 20_000);
});

describe('run --follow', () => {
  it('shows each task once per state, and how long it took', async () => {
    answers['POST /api/runs'] = { status: 202, body: run };
    answers[`GET /api/runs/${run.id}`] = [
      { body: { ...run, state: 'running', tasks: [task('extract', 'running'), task('load', 'scheduled')] } },
      { body: { ...run, state: 'running', tasks: [task('extract', 'running'), task('load', 'scheduled')] } },
      {
        body: { ...run, state: 'success', duration: 4.2, tasks: [task('extract', 'success'), task('load', 'success')] },
      },
    ];
    const { code, out, err } = await navigator(['run', 'nightly_sales', '--follow', '--conf', '{"day":1}']);
    expect(code).toBe(0);
    expect(out).toBe(`✔ complete in 4.2 s · open in Airflow ${run.airflowUrl}\n`);
    expect(err.match(/(extract|load) {2}\w+/g)).toEqual([
      'extract  running',
      'load  scheduled',
      'extract  success',
      'load  success',
    ]);
    expect(asked[0]?.body).toEqual({ workflow: 'nightly_sales', conf: { day: 1 } });
  });

  it('names the task that failed and how to see why', async () => {
    answers['POST /api/runs'] = { status: 202, body: run };
    answers[`GET /api/runs/${run.id}`] = {
      body: { ...run, state: 'failed', duration: 3, tasks: [task('load', 'failed')] },
    };
    const { code, out, err } = await navigator(['run', 'nightly_sales', '--follow']);
    expect({ code, out }).toEqual({
      code: 1,
      out: `✖ failed in task load after 3.0 s · open in Airflow ${run.airflowUrl}\n`,
    });
    expect(err).toContain(`navigator explain ${run.id}`);
  });
});

it('logs prints task, try, line, level and message', async () => {
  const line = { task: 'load', try: 2, line: 7, level: 'error', message: 'no such table' };
  answers['GET /api/runs/n-1/logs'] = { body: { items: [line, { ...line, line: 8, level: undefined }] } };
  const { out } = await navigator(['logs', 'n-1', '--task', 'load']);
  expect(out).toBe('load 2 7 error no such table\nload 2 8 - no such table\n');
});

describe('repo', () => {
  it.each([
    ['github', 'Just the push event'],
    ['gitlab', 'Signing token'],
    ['bitbucket', 'Repository settings'],
    ['gitea', 'POST content type'],
    ['git', 'its server'],
  ] as const)('add says what to enter on %s', async (provider, fact) => {
    answers['POST /api/repositories'] = { body: { ...repository, provider, webhookSecret: 's3cret' } };
    const { out } = await navigator(['repo', 'add', repository.url, '--repository', repository.name]);
    for (const each of [repository.webhookUrl, 's3cret', fact]) {
      expect(out).toContain(each);
    }
  });

  const credentials = ['repo', 'credentials', repository.name, '--auth', 'token'];

  it('credentials takes the secret from standard input, and from nowhere else', async () => {
    const path = `/api/repositories/${repository.name}/credentials`;
    answers[`POST ${path}`] = { body: { ...repository, credentials: { kind: 'token', setAt: at } } };
    const { code, out } = await navigator([...credentials, '--secret-stdin'], { stdin: 'hush-hush\n' });
    expect(code).toBe(0);
    expect(out).not.toContain('hush-hush');
    expect(asked).toMatchObject([{ request: `POST ${path}`, body: { auth: 'token', secret: 'hush-hush\n' } }]);
    expect(await navigator(credentials, { stdin: 'hush-hush' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('--secret-stdin'),
    });
    expect(await navigator([...credentials, '--secret', 'hush-hush'])).toMatchObject({ code: 2 });
  });

  it('webhook says that it is set, or what to enter where', async () => {
    const body = { repository: repository.name, provider: 'gitea', webhookUrl: repository.webhookUrl };
    answers[`POST /api/repositories/${repository.name}/webhook`] = [
      { body: { ...body, isSet: true } },
      { body: { ...body, isSet: false, webhookSecret: 's3cret' } },
    ];
    const command = ['repo', 'webhook', repository.name];
    expect((await navigator([...command, '--token-stdin'], { stdin: 't' })).out).toContain('has its webhook on gitea');
    expect((await navigator(command)).out).toContain('s3cret');
    expect(asked.map((each) => each.body)).toEqual([{ token: 't' }, {}]);
  });
});

describe('push status', () => {
  const list = 'GET /api/repositories';
  const pushes = 'GET /api/repositories/company/sales/pushes';

  it('waits for the receipt of the commit checked out, and tells the time of each stage', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: place.home, encoding: 'utf8' }).trim();
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'git@git.example.com:acme/sales.git');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--allow-empty', '-m', 'x');
    const head = git('rev-parse', 'HEAD');
    const other = { ...repository, name: 'company/other', url: 'https://git.example.com/acme/other' };
    answers[list] = { body: { items: [other, repository] } };
    answers[pushes] = [{ body: { items: [] } }, { body: { items: [{ ...receipt, commit: head }] } }];
    const { code, out } = await navigator(['push', 'status', '--watch']);
    expect({ code, out }).toEqual({
      code: 0,
      out: `✔ nightly_sales live · commit ${head.slice(0, 7)} · checked 40 ms · published 0.6 s · visible in Airflow 1.3 s\npage ${page}\n`,
    });
    expect(asked.at(-1)?.request).toContain(`commit=${head}`);
  });

  it('tells where and why a file is quarantined, and ends with 1', async () => {
    const findings = [
      { rule: 'syntax-error', severity: 'error', line: 12, message: 'unexpected EOF', fix: 'Close it.' },
      { rule: 'S101', severity: 'warning', line: 1, message: 'assert' },
    ];
    const broken = { path: 'x.py', outcome: 'quarantined', dagIds: ['x'], findings };
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = { body: { items: [{ ...receipt, outcome: 'partial', files: [...receipt.files, broken] }] } };
    const { code, out } = await navigator(['push', 'status']);
    expect(code).toBe(1);
    expect(out.split('\n').slice(1)).toEqual([
      '✖ dags/x.py quarantined · commit 3f2a9c1 · what was live before stays live',
      '  dags/x.py:12 syntax-error unexpected EOF',
      '    fix: Close it.',
      `page ${page}`,
      '',
    ]);
  });

  it('tells why a file is held, what ends that, and what is wrong with what was pushed', async () => {
    const findings = [
      { rule: 'held', severity: 'info', line: 1, message: 'It stays at version 1', fix: 'Let it go.' },
      { rule: 'syntax-error', severity: 'error', line: 12, message: 'unexpected EOF' },
    ];
    const held = { path: 'x.py', outcome: 'held', dagIds: ['x'], findings };
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = { body: { items: [{ ...receipt, files: [held] }] } };
    const { code, out } = await navigator(['push', 'status']);
    expect({ code, lines: out.split('\n') }).toEqual({
      code: 1,
      lines: [
        '‖ x held · commit 3f2a9c1',
        '  It stays at version 1',
        '    Let it go.',
        '  dags/x.py:12 syntax-error unexpected EOF',
        `page ${page}`,
        '',
      ],
    });
  });

  const tests = { id: 'f'.repeat(64), state: 'running' };

  it('shows what the tests came to, and the end of what they printed where they did not pass', async () => {
    const counts = { passed: 2, failed: 1, errors: 0, skipped: 0 };
    const failed = {
      ...tests,
      state: 'failed',
      counts,
      seconds: 3.2,
      output: 'E  assert 4 == 5\u001b[31m\n1 failed\n',
    };
    const late = { ...tests, state: 'timed-out', reason: 'They had not ended after 5 seconds.' };
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = [
      failed,
      late,
      { ...tests, state: 'passed', counts: { ...counts, failed: 0 }, output: 'dots' },
    ].map((each) => ({ body: { items: [{ ...receipt, tests: each }] } }));
    const shown = async () => (await navigator(['push', 'status'])).out.split('\n').slice(1, -2);
    expect(await shown()).toEqual([
      '✖ tests failed · 2 passed, 1 failed · 3.2 s',
      '  E  assert 4 == 5�[31m',
      '  1 failed',
    ]);
    expect(await shown()).toEqual(['✖ tests timed out · They had not ended after 5 seconds.']);
    expect(await shown()).toEqual(['✔ tests passed · 2 passed']);
  });

  it('waits for the tests that a push waits for, and ends with 1 where they do not pass', async () => {
    const waiting = { ...receipt, outcome: 'waiting', files: [], tests };
    const rejected = {
      ...waiting,
      outcome: 'rejected',
      error: 'Its tests failed.',
      tests: { ...tests, state: 'failed' },
    };
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = [{ body: { items: [waiting] } }, { body: { items: [rejected] } }];
    expect((await navigator(['push', 'status'])).out).toMatch(/^… waiting for tests · commit 3f2a9c1/);
    answers[pushes] = [{ body: { items: [waiting] } }, { body: { items: [rejected] } }];
    const { code, out, err } = await navigator(['push', 'status', '--watch']);
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^✖ not published · commit 3f2a9c1: Its tests/),
    });
    expect(err).toContain('waiting for the tests of');
  });

  it('waits no longer for tests of a push that another took the place of', async () => {
    const waiting = { ...receipt, outcome: 'waiting', files: [], tests };
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = { body: { items: [waiting], overtakenBy: 'b'.repeat(40) } };
    const { code, err } = await navigator(['push', 'status', '--commit', commit, '--watch']);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('overtaken by bbbbbbb before it went live'),
    });
  });

  it('asks which repository where it cannot tell', async () => {
    answers[list] = { body: { items: [repository, { ...repository, name: 'company/other' }] } };
    const { code, err } = await navigator(['push', 'status']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('company/sales, company/other') });
  });

  it('ends as soon as it is known that another push took the place of this one', async () => {
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = [{ body: { items: [] } }, { body: { items: [], overtakenBy: 'b'.repeat(40) } }];
    const { code, err } = await navigator(['push', 'status', '--commit', commit, '--watch']);
    expect(code).toBe(1);
    expect(err).toContain('Commit 3f2a9c1 was overtaken by bbbbbbb');
  });

  it('tells of each stage once, as it comes', async () => {
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = [
      { body: { items: [] } },
      { body: { items: [], underWay: { fetched: 200 } } },
      { body: { items: [], underWay: { fetched: 200, checked: 240, published: 600 } } },
      { body: { items: [], underWay: {} } },
      { body: { items: [receipt] } },
    ];
    const { code, err } = await navigator(['push', 'status', '--commit', commit, '--watch']);
    expect({ code, lines: err.split('\n').slice(1) }).toEqual({
      code: 0,
      lines: ['fetched 0.2 s', 'checked 0.2 s', 'published 0.6 s', ''],
    });
  });

  it('says at once that nothing of a paused repository is published', async () => {
    answers['GET /api/repositories/company/sales'] = { body: { ...repository, state: 'paused' } };
    answers[pushes] = [{ body: { items: [] } }, { body: { items: [receipt] } }];
    const { err } = await navigator(['push', 'status', 'company/sales', '--watch']);
    expect(err).toContain('navigator repo resume company/sales');
  });

  it.each([
    ['failed', { error: 'The provider is away.', files: [] }, '✖ failed · commit 3f2a9c1: The provider is away.'],
    [
      'pending',
      { files: [{ ...receipt.files[0], outcome: 'pending' }] },
      '… nightly_sales published, not yet visible in Airflow · commit 3f2a9c1',
    ],
    ['rejected', { files: [{ ...receipt.files[0], outcome: 'quarantined' }] }, '✖ dags/nightly_sales.py quarantined'],
  ])('ends with 1 for a push that is %s', async (outcome, more, line) => {
    answers[list] = { body: { items: [repository] } };
    answers[pushes] = [{ body: { items: [] } }, { body: { items: [{ ...receipt, outcome, ...more }] } }];
    const { code, out } = await navigator(['push', 'status', '--watch']);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(line) });
  });

  it('gives up waiting in time', async () => {
    answers['GET /api/repositories/company/sales'] = { body: repository };
    answers[pushes] = { body: { items: [] } };
    const args = ['push', 'status', 'company/sales', '--watch', '--commit', '3f2a9c1', '--timeout', '1'];
    const { code, err } = await navigator(args);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('Was it pushed to main?') });
  });
});

describe('check', () => {
  const good = [
    'from airflow.sdk import DAG',
    'with DAG("x", schedule=None, dagrun_timeout=60, default_args={"retries": 2}):',
    '  pass\n',
  ].join('\n');

  it('checks folders without the cloud, and leaves out what is nobody’s workflow', async () => {
    write('dags/a.py', good);
    for (const skipped of ['.git', 'node_modules', '__pycache__', 'venv', 'env', 'tests', 'sales/tests']) {
      write(`dags/${skipped}/a.py`, 'x = (');
    }
    write('dags/env/pyvenv.cfg', '');
    const { code, out } = await navigator(['check', 'dags', '--json'], { env: bare });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([{ file: 'dags/a.py', verdict: 'accepted', findings: [], dagIds: ['x'] }]);
    expect(asked).toEqual([]);
  });

  it('ends with 1 where a file would not go live, and says where and why', async () => {
    write('a.py', good);
    write('b.py', good);
    write('c.py', 'x = (\n');
    const { code, out } = await navigator(['check', 'a.py', 'b.py', 'c.py', './a.py']);
    expect(code).toBe(1);
    expect(out).toContain('✔ a.py  x\n✖ b.py  x\n');
    expect(out).toContain('b.py:1 error dag-id-taken a.py defines the DAG id x too');
    expect(out).toContain('c.py:2 error syntax-error');
    expect(out.match(/a\.py {2}x/g)).toHaveLength(1);
  });

  it('follows imports from the folder named', async () => {
    write('dags/a.py', `from helpers.load import load\n${good}`);
    write('dags/helpers/load.py', 'x = (\n');
    const { out } = await navigator(['check', 'dags']);
    expect(out).toContain('broken-import It imports dags/helpers/load.py');
  });

  it('corrects what it knows how to, and says which files', async () => {
    const old = good.replace('schedule=', 'schedule_interval=');
    write('dags/a.py', `\ufeff${old}`);
    write('dags/b.py', good.replace('"x"', '"y"'));
    expect(await navigator(['check', 'dags'])).toMatchObject({ code: 1 });
    const { code, err } = await navigator(['check', 'dags', '--fix']);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('corrected dags/a.py\n2 files fine') });
    expect(read('dags/a.py')).toBe(`\ufeff${good}`);
  });

  it('leaves a file alone that its patches would break', async () => {
    const old = 'from airflow.operators.python_operator import PythonOperator\n';
    const latin = `# coding: latin-1\nx = "\u00e9"; ${old}`;
    const double = 'from airflow.sdk import DAG\nDAG("a", schedule_interval=None, timetable=None)\n';
    write('dags/latin.py', latin);
    write('dags/double.py', double);
    await navigator(['check', 'dags', '--fix']);
    expect(read('dags/latin.py')).toBe(latin);
    expect(read('dags/double.py')).toBe(double);
  });

  it('compares packages with advisories where it is given some', async () => {
    const task = '@task.virtualenv(requirements=["acme-stealer==1.0.0"])\ndef f():\n  pass\n';
    write('dags/a.py', `from airflow.sdk import task\n${task}`);
    write('feed.json', JSON.stringify(advisoryFeed));
    const { code, out } = await navigator(['check', 'dags', '--advisories', 'feed.json']);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('a.py:2 critical malicious-package') });
    write('feed.json', '{}');
    const { code: refused, err } = await navigator(['check', 'dags', '--advisories', 'feed.json']);
    expect({ refused, err }).toEqual({ refused: 2, err: expect.stringContaining('feed.json cannot be read') });
  });

  it('prints SARIF with places, patches and waivers', async () => {
    const waived =
      'from airflow.sdk import Variable\nx = Variable.get("x")  # navigator: allow settings-at-import because it is ours\n';
    write('dags/a b.py', `from airflow.operators.bash_operator import BashOperator\n${waived}`);
    write('dags/requirements.txt', 'pandas\n');
    const { code, out } = await navigator(['check', 'dags', '--sarif']);
    const [run] = JSON.parse(out).runs;
    expect(code).toBe(1);
    expect(run.results.slice(0, 2)).toMatchObject([
      {
        ruleId: 'removed-import',
        level: 'error',
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'dags/a%20b.py' }, region: { startLine: 1, startColumn: 1 } },
          },
        ],
        fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 1, startColumn: 6 } }] }] }],
      },
      {
        ruleId: 'settings-at-import',
        level: 'note',
        suppressions: [{ kind: 'inSource', justification: 'it is ours' }],
      },
    ]);
    expect(run.results.at(-1)).toMatchObject({ ruleId: 'requirement-unpinned', level: 'warning' });
    const named = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(new Set(named)).toEqual(new Set(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)));
  });

  it('minds the Python version', async () => {
    write('a.py', 'type X = int\n');
    expect(await navigator(['check', 'a.py', '--python-version', '3.12'])).toMatchObject({ code: 0 });
    expect(await navigator(['check', 'a.py', '--python-version', '3.11'])).toMatchObject({ code: 1 });
  });

  it.each([
    ['a path that does not exist', ['nowhere']],
    ['a file of another kind', ['navigator.txt']],
    ['no path', []],
    ['a version there is not', ['.', '--airflow-version', '2']],
  ])('ends with 2 for %s', async (_name, args) => {
    write('navigator.txt', '');
    expect(await navigator(['check', ...args])).toMatchObject({ code: 2 });
  });
});

describe('hook', () => {
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: place.home,
      encoding: 'utf8',
    });

  it('lets no commit pass whose workflows would not go live', async () => {
    git('init', '--quiet');
    expect(await navigator(['hook', 'dags'])).toMatchObject({ code: 0 });
    write('dags/a.py', 'x = (\n');
    write('readme.md', 'x');
    git('add', 'readme.md');
    expect(git('commit', '-m', 'x').status).toBe(0);
    git('add', 'dags');
    const refused = git('commit', '-m', 'x');
    expect(refused.status).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).toContain('syntax-error');
    write('dags/a.py', 'x = 1\n');
    git('add', 'dags');
    expect(git('commit', '-m', 'x').status).toBe(0);
  });

  it('makes the folder of hooks where there is none yet', async () => {
    git('init', '--quiet', '--template=');
    expect(await navigator(['hook', 'dags'])).toMatchObject({ code: 0 });
    expect(read('.git/hooks/pre-commit')).toContain('check');
  });

  it('leaves a hook alone that somebody else wrote', async () => {
    git('init', '--quiet');
    write('.git/hooks/pre-commit', '#!/bin/sh\n');
    expect(await navigator(['hook', 'dags'])).toMatchObject({ code: 2, err: expect.stringContaining('hook already') });
    expect(read('.git/hooks/pre-commit')).toBe('#!/bin/sh\n');
  });

  it('ends with 2 outside a repository', async () => {
    expect(await navigator(['hook', 'dags'])).toMatchObject({ code: 2 });
  });
});
