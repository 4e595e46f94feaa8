import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Provider } from '../contract.ts';
import type { CommitStatus, Verdict } from '../domain/commit-status.ts';
import { basicAuthorization, type Credentials, type GithubApp } from '../domain/credentials.ts';
import {
  askRest,
  bitbucketRepositoryOf,
  giteaRepositoryOf,
  githubHeaders,
  githubRepositoryOf,
  gitlabProjectOf,
} from './git-rest.ts';

/** Credentials that a status may be set with. */
type Password = Exclude<Credentials, GithubApp>;

/**
 * Shows a commit's status at its Git server. Where it is shown already nothing happens; one of the same name that says
 * something else is replaced. Throws `ProviderRefused` and `ProviderUnavailable`.
 */
export type SetStatus<C> = (repositoryUrl: string, credentials: C, status: CommitStatus) => Promise<void>;

const anything = z.unknown();

/** What a status says, in the words that vendors share. */
interface Said {
  readonly state: string;
  readonly description: string;
  readonly target_url?: string;
}

const GithubStatus = z.object({
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

interface Shown {
  readonly state: string;
  readonly description?: string | null;
  readonly target_url?: string | null;
}

const isSame = (shown: Shown | undefined, { state, description, target_url }: Said): boolean =>
  shown?.state === state && shown.description === description && (shown.target_url ?? undefined) === target_url;

/** https://docs.github.com/en/rest/commits/statuses; a status has no neutral. */
const githubStates: Readonly<Record<Verdict, string>> = {
  success: 'success',
  neutral: 'success',
  failure: 'failure',
  error: 'error',
};

const saidOnGithub = ({ verdict, title, page }: CommitStatus): Said => ({
  state: githubStates[verdict],
  description: title,
  target_url: page,
});

const github: SetStatus<Password> = async (repositoryUrl, { token }, status) => {
  const repository = githubRepositoryOf(repositoryUrl);
  const headers = githubHeaders(token);
  const shown = await askRest({
    method: 'GET',
    url: `${repository}/commits/${status.commit}/statuses?per_page=100`,
    headers,
    answer: z.array(GithubStatus),
  });
  const said = saidOnGithub(status);
  // Newest first.
  if (
    isSame(
      shown.find(({ context }) => context === status.name),
      said,
    )
  ) {
    return;
  }
  await askRest({
    method: 'POST',
    url: `${repository}/statuses/${status.commit}`,
    headers,
    body: { ...said, context: status.name },
    answer: anything,
  });
};

const GiteaStatus = GithubStatus.omit({ state: true }).extend({ status: z.string() });

/** https://docs.gitea.com/api, `repoListStatuses` and `repoCreateStatus`; it has GitHub's states. */
const gitea: SetStatus<Password> = async (repositoryUrl, { token }, status) => {
  const url = `${giteaRepositoryOf(repositoryUrl)}/statuses/${status.commit}`;
  const headers = { authorization: `token ${token}` };
  const shown = await askRest({
    method: 'GET',
    url: `${url}?sort=recentupdate&limit=50`,
    headers,
    answer: z.array(GiteaStatus),
  });
  const said = saidOnGithub(status);
  const last = shown.find(({ context }) => context === status.name);
  if (!isSame(last && { ...last, state: last.status }, said)) {
    await askRest({ method: 'POST', url, headers, body: { ...said, context: status.name }, answer: anything });
  }
};

const GitlabStatus = z.object({
  name: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

/** What a column of GitLab's takes (`GenericCommitStatus`); a longer address is refused. */
const gitlabAddress = 255;

/** https://docs.gitlab.com/api/commits/#set-commit-pipeline-status; it refuses a state that the status has already. */
const gitlab: SetStatus<Password> = async (repositoryUrl, { token }, { name, commit, ref, verdict, title, page }) => {
  const project = gitlabProjectOf(repositoryUrl);
  const headers = { 'private-token': token };
  const named = new URLSearchParams({ name, ref });
  const [shown] = await askRest({
    method: 'GET',
    url: `${project}/repository/commits/${commit}/statuses?${named}`,
    headers,
    answer: z.array(GitlabStatus),
  });
  const said = {
    state: verdict === 'failure' || verdict === 'error' ? 'failed' : 'success',
    description: title,
    ...(page.length <= gitlabAddress && { target_url: page }),
  };
  if (!isSame(shown && { ...shown, state: shown.status }, said)) {
    const body = { name, ref, ...said };
    await askRest({ method: 'POST', url: `${project}/statuses/${commit}`, headers, body, answer: anything });
  }
};

/** A key has forty characters at most. */
const bitbucketKey = (name: string): string =>
  `navigator-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;

/** https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commit-statuses/; one of the same key is overwritten. */
const bitbucket: SetStatus<Password> = async (repositoryUrl, credentials, status) => {
  const { name, commit, ref, verdict, title, page } = status;
  const { kind, username, token } = credentials;
  await askRest({
    method: 'POST',
    url: `${bitbucketRepositoryOf(repositoryUrl)}/commit/${commit}/statuses/build`,
    headers: {
      authorization: kind === 'bitbucket-access-token' ? `Bearer ${token}` : basicAuthorization(username, token),
    },
    body: {
      key: bitbucketKey(name),
      name,
      refname: ref,
      state: verdict === 'failure' || verdict === 'error' ? 'FAILED' : 'SUCCESSFUL',
      description: title,
      url: page,
    },
    answer: anything,
  });
};

/** How each vendor's API sets a status with a token. */
export const statusApis: Readonly<Record<Exclude<Provider, 'git'>, SetStatus<Password>>> = {
  github,
  gitlab,
  bitbucket,
  gitea,
};

/** https://docs.github.com/en/rest/checks/runs; `action_required` sends people to the page. */
const conclusions: Readonly<Record<Verdict, string>> = {
  success: 'success',
  neutral: 'neutral',
  failure: 'failure',
  error: 'action_required',
};

const annotationsAtOnce = 50;

const CheckRun = z.object({
  id: z.number(),
  external_id: z.string().nullish(),
  output: z.object({ annotations_count: z.number() }),
});
const CheckRuns = z.object({ check_runs: z.array(CheckRun) });

/** `2026-11-21T12:00:00Z`, the form that GitHub documents. */
const toSeconds = (time: string): string => new Date(time).toISOString().replace(/\.\d+/, '');

const outputOf = ({ title, summary, annotations }: CommitStatus, from: number) => ({
  title,
  summary,
  annotations: annotations.slice(from, from + annotationsAtOnce).map(({ path, line, level, title, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title,
    message,
  })),
});

/**
 * A check run, which GitHub takes from Apps only. Annotations are added to those that are there, fifty at a time, so what
 * an attempt before has added is counted and not added again.
 */
export const setCheckRun =
  ({ tokenOf }: { readonly tokenOf: (url: string, app: GithubApp) => Promise<string> }): SetStatus<GithubApp> =>
  async (repositoryUrl, app, status) => {
    const headers = githubHeaders(await tokenOf(repositoryUrl, app));
    const repository = githubRepositoryOf(repositoryUrl);
    const { check_runs } = await askRest({
      method: 'GET',
      url: `${repository}/commits/${status.commit}/check-runs?${new URLSearchParams({ check_name: status.name })}`,
      headers,
      answer: CheckRuns,
    });
    const body = {
      name: status.name,
      details_url: status.page,
      external_id: status.push,
      status: 'completed',
      conclusion: conclusions[status.verdict],
      started_at: toSeconds(status.startedAt),
      completed_at: toSeconds(status.completedAt),
    };
    const write = (id: number | undefined, from: number) =>
      askRest({
        method: id === undefined ? 'POST' : 'PATCH',
        url: `${repository}/check-runs${id === undefined ? '' : `/${id}`}`,
        headers,
        body: { ...body, ...(id === undefined && { head_sha: status.commit }), output: outputOf(status, from) },
        answer: CheckRun,
      });
    const shown = check_runs.find(({ external_id }) => external_id === status.push);
    let added = shown?.output.annotations_count ?? 0;
    let id = shown?.id;
    do {
      ({ id } = await write(id, added));
      added += annotationsAtOnce;
    } while (added < status.annotations.length);
  };
