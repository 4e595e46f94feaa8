import { createPublicKey, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Access, GitRepositories, Hook } from './git-repositories.ts';
import { type ApiAnswer, type ApiRequest, gitStatuses, type Right } from './git-statuses.ts';
import type { WebhookFormat } from './webhook-formats.ts';

type Permissions = NonNullable<NonNullable<Access['app']>['permissions']>;

type Shown = Hook & { readonly url: string };

/** How one vendor writes a webhook down. */
interface Vendor {
  readonly path: RegExp;
  readonly token: (headers: ApiRequest['headers']) => unknown;
  readonly read: (body: ApiRequest['body'], access: Access) => Hook;
  readonly show: (hook: Shown) => unknown;
  readonly list: (hooks: readonly unknown[]) => unknown;
}

const bearer = ({ authorization }: ApiRequest['headers']): string | undefined =>
  /^(?:Bearer|token) (.+)$/.exec(String(authorization))?.[1];

const configured = (format: WebhookFormat): Pick<Vendor, 'token' | 'read' | 'show' | 'list'> => ({
  token: bearer,
  read: ({ config }) => {
    const { url, secret } = config as { url: string; secret: string };
    return { url, secret, format };
  },
  show: ({ url }) => ({ id: 1, active: true, events: ['push'], config: { url, content_type: 'json' } }),
  list: (hooks) => hooks,
});

const vendors: readonly Vendor[] = [
  { path: /^\/api\/v3\/repos\/[^/]+\/([^/]+)\/hooks(\/1)?$/, ...configured('github') },
  { path: /^\/api\/v1\/repos\/[^/]+\/([^/]+)\/hooks(\/1)?$/, ...configured('gitea') },
  {
    path: /^\/api\/v4\/projects\/(?:[^/]+%2F)?([^/]+)\/hooks(\/1)?$/,
    token: (headers) => headers['private-token'],
    read: ({ url, token, signing_token }, { signs = true }) =>
      signs
        ? { url: String(url), secret: String(signing_token), format: 'gitlab' }
        : { url: String(url), ...(token ? { secret: String(token) } : {}), format: 'gitlab-token' },
    show: ({ url, format }) => ({ id: 1, url, push_events: true, signing_token_present: format === 'gitlab' }),
    list: (hooks) => hooks,
  },
  {
    path: /^\/2\.0\/repositories\/[^/]+\/([^/]+)\/hooks(\/[^/]+)?$/,
    token: bearer,
    read: ({ url, secret }) => ({ url: String(url), secret: String(secret), format: 'bitbucket' }),
    show: ({ url }) => ({ uuid: '{6b1b2c3d-0000-4000-8000-000000000001}', url, active: true, events: ['repo:push'] }),
    list: (values) => ({ pagelen: 100, values }),
  },
];

const isShown = (hook: Hook): hook is Shown => hook.url !== undefined;

/** The token of a request, however its vendor has it. */
const tokenIn = ({ authorization, 'private-token': privateToken }: ApiRequest['headers']): string => {
  const [, basic] = /^Basic (.+)$/.exec(String(authorization)) ?? [];
  const password =
    basic &&
    Buffer.from(basic, 'base64')
      .toString()
      .replace(/^[^:]*:/, '');
  return String(privateToken ?? password ?? bearer({ authorization }) ?? '');
};

/**
 * The parts of the vendors' REST APIs that set a webhook or a commit's status, or give a GitHub App its token, below the
 * paths that they have on servers of one's own.
 */
export const gitHosting = (repositories: GitRepositories) => {
  /** Tokens of installations with what they may do, by repository. */
  const installed = new Map<string, Map<string, Permissions>>();

  const permissionsOf = (name: string, token: string): Permissions => installed.get(name)?.get(token) ?? {};

  const rightOf = (name: string, headers: ApiRequest['headers']): Right => {
    const { apiToken, password } = repositories.access(name);
    const token = tokenIn(headers);
    if (token === '') return 'none';
    if (token === apiToken) return 'all';
    if (permissionsOf(name, token).checks === 'write') return 'checks';
    return token === password ? 'fetch' : 'none';
  };
  const serveStatuses = gitStatuses(repositories, rightOf);

  const serveHooks = (
    vendor: Vendor,
    name: string,
    isOne: boolean,
    { method, headers, body }: ApiRequest,
  ): ApiAnswer => {
    const access = repositories.access(name);
    if (access.apiToken === undefined || vendor.token(headers) !== access.apiToken) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    const before = repositories.hook(name);
    if (method === 'GET') {
      return { status: 200, body: vendor.list(isShown(before) ? [vendor.show(before)] : []) };
    }
    if (isOne !== (method !== 'POST')) {
      return { status: 405, body: { message: 'Method not allowed' } };
    }
    repositories.changeHook(name, vendor.read(body, access));
    const after = repositories.hook(name);
    return { status: isOne ? 200 : 201, body: isShown(after) ? vendor.show(after) : {} };
  };

  const giveToken = async (installation: string, { headers, body }: ApiRequest): Promise<ApiAnswer> => {
    const [name = ''] = body.repositories as string[];
    const { app } = repositories.access(name);
    if (!app || app.installation !== installation) return { status: 404, body: { message: 'Not Found' } };
    try {
      const key = createPublicKey(app.publicKey);
      const rules = { algorithms: ['RS256'], issuer: app.id, maxTokenAge: 600, requiredClaims: ['exp'] };
      await jwtVerify(bearer(headers) ?? '', key, rules);
    } catch (error) {
      return { status: 401, body: { message: (error as Error).message } };
    }
    const { permissions = { contents: 'read' } } = body as { permissions?: Permissions };
    const granted = app.permissions ?? { contents: 'read', checks: 'write' };
    if (Object.entries(permissions).some(([what, level]) => granted[what] !== level)) {
      return { status: 422, body: { message: 'The permissions requested are not granted to this installation.' } };
    }
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    installed.set(name, new Map([...(installed.get(name) ?? []), [token, permissions]]));
    const expires_at = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
    return { status: 201, body: { token, expires_at, permissions } };
  };

  return {
    /** Whether whoever sends this header may fetch from the repository and push to it. */
    mayUse: (name: string, authorization: string | undefined): boolean => {
      const { username, password, app } = repositories.access(name);
      if (password === undefined && app === undefined) return true;
      const given = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
      const [user, ...rest] = given.split(':');
      const secret = rest.join(':');
      const isApp = user === 'x-access-token' && permissionsOf(name, secret).contents !== undefined;
      return isApp || (password !== undefined && secret === password && (username === undefined || user === username));
    },

    /** Undefined: none of the paths it knows. */
    serve: async (request: ApiRequest): Promise<ApiAnswer | undefined> => {
      const installation = /^\/api\/v3\/app\/installations\/(\d+)\/access_tokens$/.exec(request.pathname)?.[1];
      if (installation) return giveToken(installation, request);
      for (const vendor of vendors) {
        const [, name, one] = vendor.path.exec(request.pathname) ?? [];
        if (name && repositories.exists(name)) return serveHooks(vendor, name, one !== undefined, request);
      }
      return serveStatuses(request);
    },
  };
};
export type GitHosting = ReturnType<typeof gitHosting>;
