import { createPublicKey, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Access, GitRepositories, Hook } from './git-repositories.ts';
import type { WebhookFormat } from './webhook-formats.ts';

/** A request to a REST API, as far as it matters. */
export interface ApiRequest {
  readonly method: string;
  readonly pathname: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

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

/**
 * The parts of the vendors' REST APIs that set a webhook or give a GitHub App its token, below the paths that they have on
 * servers of one's own.
 */
export const gitHosting = (repositories: GitRepositories) => {
  /** Tokens of installations, by repository. */
  const installed = new Map<string, Set<string>>();

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
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    installed.set(name, new Set([...(installed.get(name) ?? []), token]));
    const expires_at = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
    return { status: 201, body: { token, expires_at, permissions: { contents: 'read' } } };
  };

  return {
    /** Whether whoever sends this header may fetch from the repository and push to it. */
    mayUse: (name: string, authorization: string | undefined): boolean => {
      const { username, password, app } = repositories.access(name);
      if (password === undefined && app === undefined) return true;
      const given = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
      const [user, ...rest] = given.split(':');
      const secret = rest.join(':');
      const isApp = user === 'x-access-token' && (installed.get(name)?.has(secret) ?? false);
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
      return undefined;
    },
  };
};
export type GitHosting = ReturnType<typeof gitHosting>;
