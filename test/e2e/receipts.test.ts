import { generateKeyPairSync } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import {
  type ConnectedRepository,
  clientOf,
  connectRepository,
  eventually,
  gitServer,
  receiptOf,
  unique,
} from '../support/cloud.ts';
import { dagSource } from '../support/dags.ts';
import { cloneRepository } from '../support/git-repository.ts';
import { personLoggedIn } from '../support/person.ts';

const cloud = inject('cloud');
const client = clientOf(cloud);

const apiToken = 'a-token-of-the-provider';
const broken = 'from airflow.sdk import DAG\nwith DAG("broken", schedule=None:\n    pass\n';

type Shown = Readonly<Record<string, unknown>>;

/** What anybody with a token sees at a commit. */
const read = async (path: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${apiToken}`, 'private-token': apiToken };
  return (await fetch(`${cloud.gitUrl}${path}`, { headers })).json();
};

/** Where each vendor lists the statuses of a commit. */
const lists = {
  github: (name: string, commit: string) => `/api/v3/repos/acme/${name}/commits/${commit}/statuses`,
  gitlab: (name: string, commit: string) => `/api/v4/projects/acme%2F${name}/repository/commits/${commit}/statuses`,
  bitbucket: (name: string, commit: string) => `/2.0/repositories/acme/${name}/commit/${commit}/statuses`,
  gitea: (name: string, commit: string) => `/api/v1/repos/acme/${name}/statuses/${commit}`,
};

const statusOf = (vendor: keyof typeof lists, gitName: string, commit: string): Promise<Shown> =>
  eventually(`a status of ${commit.slice(0, 7)} on ${vendor}`, 30, async () => {
    const answer = (await read(lists[vendor](gitName, commit))) as Shown[] | { values: Shown[] };
    return (Array.isArray(answer) ? answer : answer.values)[0];
  });

const hintOf = async (repository: string) => (await client.call('repositories.get', { repository })).hint;

const signIn = ({ name }: ConnectedRepository, secret: string) =>
  client.call('credentials.set', { repository: name, auth: 'token', secret });

test('a push to GitHub is marked at its commit, and its page says where the time went and what is wrong', async () => {
  const connected = await connectRepository(cloud, { provider: 'github' });
  const { name, gitName, clone } = connected;
  await gitServer(cloud).setAccess(gitName, { apiToken });
  await signIn(connected, apiToken);
  const workflow = unique('receipt');
  await clone.write({ 'dags/good.py': dagSource(workflow), 'dags/broken.py': broken });
  const { commit } = await clone.push('half of it <b>good</b>');
  const stages = new Set<string>();
  await eventually(
    'the receipt',
    40,
    async () => {
      const { items, underWay = {} } = await client.call('pushes.list', { repository: name, commit });
      for (const stage of Object.keys(underWay)) stages.add(stage);
      return items[0];
    },
    25,
  );
  expect([...stages]).toContain('fetched');
  const status = await statusOf('github', gitName, commit);
  expect(status).toMatchObject({
    context: `navigator/${name}`,
    state: 'failure',
    description: expect.stringMatching(/^1 live · 1 quarantined · visible in Airflow after [\d.]+ m?s$/),
  });

  const page = await fetch(String(status.target_url));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.headers.get('cache-control')).toContain('private');
  const shown = await page.text();
  for (const text of ['Fetched', 'Checked', 'Published', 'Visible in Airflow', workflow, 'half of it &lt;b&gt;good']) {
    expect(shown).toContain(text);
  }
  expect(shown).toMatch(/<code>dags\/broken\.py<\/code><ul><li>Line \d+: /);
  expect(shown).not.toContain('<b>good');

  const navigator = await personLoggedIn(cloud);
  const told = await navigator(['push', 'status', name, '--commit', commit]);
  expect(told).toMatchObject({ exit: 1, out: expect.stringContaining(`page ${status.target_url}`) });

  await clone.write({ 'dags/broken.py': dagSource(unique('mended')) });
  const mended = await clone.push('mended');
  expect(await statusOf('github', gitName, mended.commit)).toMatchObject({ state: 'success' });
});

test('a link that is not whole, or none, leads to one page that says what to do', async () => {
  const { name, clone } = await connectRepository(cloud);
  const { commit } = await clone.push('nothing much');
  await receiptOf(cloud, name, commit);
  const { items } = await client.call('pushes.list', { repository: name, commit });
  const link = items[0]?.page ?? '';
  const answers = await Promise.all(
    [link.slice(0, -2), `${link}AA`, link.replace(/\?.*/, '')].map((url) => fetch(url)),
  );
  expect((await fetch(link)).status).toBe(200);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  const [first, ...others] = await Promise.all(answers.map((answer) => answer.text()));
  expect(first).toContain('navigator push status');
  expect(new Set(others)).toEqual(new Set([first]));
  expect((await fetch(link, { method: 'POST' })).status).toBe(404);
});

test.each([
  ['gitlab', { status: 'success', ref: 'main' }],
  ['bitbucket', { state: 'SUCCESSFUL', refname: 'main' }],
  ['gitea', { status: 'success' }],
] as const)('a push to %s is marked at its commit', async (provider, expected) => {
  const connected = await connectRepository(cloud, { provider });
  await gitServer(cloud).setAccess(connected.gitName, { apiToken });
  // Bitbucket's own kind of token is not sent as a password.
  const auth = provider === 'bitbucket' ? 'bitbucket-access-token' : 'token';
  await client.call('credentials.set', { repository: connected.name, auth, secret: apiToken });
  const { commit } = await connected.clone.push('nothing much');
  // Its webhooks are in another vendor's format here.
  await client.call('repositories.sync', { repository: connected.name });
  const status = await statusOf(provider, connected.gitName, commit);
  expect(status).toMatchObject({ ...expected, description: 'Nothing to change' });
  const link = String(status.target_url ?? status.url);
  expect(await (await fetch(link)).text()).toContain(`of ${connected.name}`);
});

test('a GitHub App sets a check run, with every finding at its line', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const gitName = unique('checked').replace('_', '-');
  await gitServer(cloud).createRepository(gitName);
  const access = {
    apiToken,
    username: 'kim',
    password: 'of-a-person',
    app: { id: '12', installation: '34', publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  };
  await gitServer(cloud).setAccess(gitName, access);
  const url = `${cloud.gitUrl}/acme/${gitName}.git`;
  const clone = await cloneRepository(url.replace('://', '://kim:of-a-person@'));
  await clone.push('first commit');
  const repository = `company/${gitName}`;
  const { webhookSecret: secret, webhookUrl } = await client.call('repositories.add', {
    url,
    repository,
    provider: 'github',
    auth: 'github-app',
    appId: '12',
    installationId: '34',
    secret: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  });
  await gitServer(cloud).setHook(gitName, { url: webhookUrl, secret });
  await clone.write({ 'dags/broken.py': broken });
  const { commit } = await clone.push('broken');

  const named = new URLSearchParams({ check_name: `navigator/${repository}` });
  const run = await eventually('the check run', 30, async () => {
    const answer = await read(`/api/v3/repos/acme/${gitName}/commits/${commit}/check-runs?${named}`);
    return (answer as { check_runs: Shown[] }).check_runs[0];
  });
  const { items } = await client.call('pushes.list', { repository, commit });
  expect(run).toMatchObject({
    external_id: items[0]?.id,
    conclusion: 'failure',
    details_url: items[0]?.page,
    output: { title: '1 quarantined', summary: expect.stringContaining('| checked |') },
  });
  const annotations = await read(`/api/v3/repos/acme/${gitName}/check-runs/${run.id}/annotations`);
  expect(annotations).toMatchObject([{ path: 'dags/broken.py', annotation_level: 'failure' }]);
});

test('what a repository is signed in with may not suffice: it says so, and what does', async () => {
  const connected = await connectRepository(cloud, { provider: 'github' });
  const { name, gitName, clone } = connected;
  expect(await hintOf(name)).toContain('read without credentials');
  await gitServer(cloud).setAccess(gitName, { apiToken });
  await signIn(connected, 'another');
  expect(await hintOf(name)).toBeUndefined();
  const { commit } = await clone.push('not shown');
  const hint = await eventually('the hint', 30, () => hintOf(name));
  expect(hint).toContain('status 401');
  expect(hint).toContain('Commit statuses: Read and write');
  expect(await receiptOf(cloud, name, commit)).toMatchObject({ outcome: 'unchanged' });
  await signIn(connected, apiToken);
  expect(await hintOf(name)).toBeUndefined();
  const shown = await clone.push('shown');
  expect(await statusOf('github', gitName, shown.commit)).toMatchObject({ state: 'success' });
  expect(await read(lists.github(gitName, commit))).toEqual([]);
});
