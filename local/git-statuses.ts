import { type GitRepositories, git } from './git-repositories.ts';

/** A request to a REST API, as far as it matters. */
export interface ApiRequest {
  readonly method: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the token of a request may do: anything, one thing, only fetch, or nothing since nobody knows it. */
export type Right = 'all' | 'checks' | 'fetch' | 'none';

interface Status {
  readonly commit: string;
  readonly name: string;
  readonly shown: Readonly<Record<string, unknown>>;
}

interface CheckRun {
  readonly id: number;
  readonly commit: string;
  readonly annotations: readonly unknown[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One vendor's statuses of commits, as its documentation has them. */
interface Vendor {
  /** Groups: repository, commit. */
  readonly set: RegExp;
  readonly list: RegExp;
  /** Why a body is refused. */
  readonly refuse: (body: ApiRequest['body']) => string | undefined;
  readonly nameOf: (body: ApiRequest['body']) => string;
  readonly show: (body: ApiRequest['body']) => Status['shown'];
  readonly answer: (statuses: readonly Status['shown'][]) => unknown;
  /** Whether one of the same name takes the place of the one before, or is listed ahead of it. */
  readonly replaces: boolean;
}

const isLonger = (text: unknown, most: number): boolean => String(text ?? '').length > most;

const githubState = ['error', 'failure', 'pending', 'success'];

const asList = (statuses: readonly Status['shown'][]): unknown => statuses;

const vendors: readonly Vendor[] = [
  {
    set: /^\/api\/v3\/repos\/[^/]+\/([^/]+)\/statuses\/([0-9a-f]{40})$/,
    list: /^\/api\/v3\/repos\/[^/]+\/([^/]+)\/commits\/([0-9a-f]{40})\/statuses$/,
    refuse: ({ state, description }) => {
      if (!githubState.includes(String(state))) return 'Validation Failed: state';
      return isLonger(description, 140)
        ? 'Validation Failed: description is too long (maximum is 140 characters)'
        : undefined;
    },
    nameOf: ({ context = 'default' }) => String(context),
    show: (body) => ({ context: 'default', description: null, target_url: null, ...body }),
    answer: asList,
    replaces: false,
  },
  {
    set: /^\/api\/v1\/repos\/[^/]+\/([^/]+)\/statuses\/([0-9a-f]{40})$/,
    list: /^\/api\/v1\/repos\/[^/]+\/([^/]+)\/statuses\/([0-9a-f]{40})$/,
    refuse: ({ state }) => (githubState.includes(String(state)) ? undefined : 'invalid state'),
    nameOf: ({ context }) => String(context),
    show: ({ state, ...body }) => ({ ...body, status: state }),
    answer: asList,
    replaces: false,
  },
  {
    set: /^\/api\/v4\/projects\/(?:[^/]+%2F)?([^/]+)\/statuses\/([0-9a-f]{40})$/,
    list: /^\/api\/v4\/projects\/(?:[^/]+%2F)?([^/]+)\/repository\/commits\/([0-9a-f]{40})\/statuses$/,
    refuse: ({ state, target_url }) => {
      if (!['pending', 'running', 'success', 'failed', 'canceled', 'skipped'].includes(String(state))) {
        return 'state does not have a valid value';
      }
      return isLonger(target_url, 255) ? 'target_url is too long (maximum is 255 characters)' : undefined;
    },
    nameOf: ({ name, context = 'default' }) => String(name ?? context),
    show: ({ state, ...body }) => ({ allow_failure: false, ...body, status: state }),
    answer: asList,
    replaces: true,
  },
  {
    set: /^\/2\.0\/repositories\/[^/]+\/([^/]+)\/commit\/([0-9a-f]{40})\/statuses\/build$/,
    list: /^\/2\.0\/repositories\/[^/]+\/([^/]+)\/commit\/([0-9a-f]{40})\/statuses$/,
    refuse: ({ key, state }) => {
      if (!['SUCCESSFUL', 'FAILED', 'INPROGRESS', 'STOPPED'].includes(String(state))) return 'state: Bad request';
      return isLonger(key, 40) ? 'key: Ensure this value has at most 40 characters' : undefined;
    },
    nameOf: ({ key }) => String(key),
    show: (body) => ({ type: 'build', ...body }),
    answer: (values) => ({ pagelen: 10, size: values.length, values }),
    replaces: true,
  },
];

const failed = (status: number, message: string): ApiAnswer => ({ status, body: { message } });

const refusals: Readonly<Record<Exclude<Right, 'all' | 'checks'>, ApiAnswer>> = {
  fetch: failed(403, 'Resource not accessible by this token'),
  none: failed(401, 'Bad credentials'),
};

const checkRuns =
  /^\/api\/v3\/repos\/[^/]+\/([^/]+)\/(?:commits\/([0-9a-f]{40})\/)?check-runs(?:\/(\d+))?(\/annotations)?$/;

const showRun = ({ id, commit, annotations, fields }: CheckRun) => {
  const { annotations: _annotations, ...output } = (fields.output ?? {}) as Record<string, unknown>;
  return { ...fields, id, head_sha: commit, output: { ...output, annotations_count: annotations.length } };
};

/** What commits show in the parts of the vendors' REST APIs that set it, in memory. */
export const gitStatuses = (
  repositories: GitRepositories,
  rightOf: (name: string, headers: ApiRequest['headers']) => Right,
) => {
  const statuses = new Map<string, readonly Status[]>();
  const runs = new Map<string, readonly CheckRun[]>();

  const isCommit = (name: string, commit: string): Promise<boolean> =>
    git(repositories.folder(name), 'cat-file', '-e', `${commit}^{commit}`).then(
      () => true,
      () => false,
    );

  const setStatus = (vendor: Vendor, repository: string, commit: string, body: ApiRequest['body']): ApiAnswer => {
    const why = vendor.refuse(body);
    if (why) return failed(422, why);
    const name = vendor.nameOf(body);
    const before = statuses.get(repository) ?? [];
    const others = vendor.replaces ? before.filter((each) => each.name !== name || each.commit !== commit) : before;
    const shown = vendor.show(body);
    statuses.set(repository, [{ commit, name, shown }, ...others]);
    return { status: 201, body: shown };
  };

  const listStatuses = (vendor: Vendor, repository: string, commit: string, query: URLSearchParams): ApiAnswer => {
    const named = query.get('name');
    const found = (statuses.get(repository) ?? []).filter(
      (each) => each.commit === commit && (named === null || each.name === named),
    );
    return { status: 200, body: vendor.answer(found.map(({ shown }) => shown)) };
  };

  const writeRun = (repository: string, id: string | undefined, body: ApiRequest['body']): ApiAnswer => {
    const { annotations = [] } = (body.output ?? {}) as { annotations?: readonly unknown[] };
    if (annotations.length > 50) return failed(422, 'Only 50 annotations may be sent at once.');
    const all = runs.get(repository) ?? [];
    const before = all.find((run) => String(run.id) === id);
    if (id !== undefined && !before) return failed(404, 'Not Found');
    const { head_sha, ...fields } = body;
    const run = {
      id: before?.id ?? all.length + 1,
      commit: before?.commit ?? String(head_sha),
      annotations: [...(before?.annotations ?? []), ...annotations],
      fields: { ...before?.fields, ...fields },
    };
    runs.set(repository, [run, ...all.filter((each) => each.id !== run.id)]);
    return { status: before ? 200 : 201, body: showRun(run) };
  };

  const serveRuns = async (match: readonly (string | undefined)[], { method, query, headers, body }: ApiRequest) => {
    const [, name = '', commit, id, annotations] = match;
    const right = rightOf(name, headers);
    if (method === 'GET') {
      const all = runs.get(name) ?? [];
      const found = all.filter((run) => run.commit === commit && run.fields.name === query.get('check_name'));
      return right === 'none'
        ? refusals.none
        : {
            status: 200,
            body: annotations
              ? all.find((run) => String(run.id) === id)?.annotations
              : { total_count: found.length, check_runs: found.map(showRun) },
          };
    }
    if (right !== 'checks') return failed(403, 'You must authenticate via a GitHub App.');
    if (method === 'POST' && !(await isCommit(name, String(body.head_sha))))
      return failed(422, 'No commit found for SHA');
    return writeRun(name, id, body);
  };

  const serveVendor = async (vendor: Vendor, request: ApiRequest): Promise<ApiAnswer | undefined> => {
    const { method, pathname, query, headers, body } = request;
    const [, name, commit = ''] = (method === 'POST' ? vendor.set : vendor.list).exec(pathname) ?? [];
    if (!name || !repositories.exists(name)) return undefined;
    const right = rightOf(name, headers);
    if (right === 'none' || (right !== 'all' && method === 'POST'))
      return refusals[right === 'none' ? 'none' : 'fetch'];
    if (!(await isCommit(name, commit))) return failed(404, 'No commit found');
    return method === 'POST' ? setStatus(vendor, name, commit, body) : listStatuses(vendor, name, commit, query);
  };

  /** Undefined: none of the paths it knows. */
  return async (request: ApiRequest): Promise<ApiAnswer | undefined> => {
    const run = checkRuns.exec(request.pathname);
    if (run?.[1] && repositories.exists(run[1])) return serveRuns(run, request);
    for (const vendor of vendors) {
      const answer = await serveVendor(vendor, request);
      if (answer) return answer;
    }
    return undefined;
  };
};
