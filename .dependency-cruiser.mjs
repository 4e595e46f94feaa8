/** The borders between rooms; `docs/adr` says why they are where they are. */
const inner = '^functions/([^/]+)/';
const contract = '^functions/[^/]+/contract\\.ts$';

export default {
  forbidden: [
    {
      name: 'contracts-hold-only-data',
      severity: 'error',
      from: { path: contract },
      to: {
        pathNot: ['/contract\\.ts$', '^functions/shared/(fields|operation|principal)\\.ts$', 'node_modules/zod/'],
      },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: `${inner}domain/`, pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^functions/$1/domain/',
          contract,
          '^functions/shared/(base32|errors|fields|operation|principal|tenant-store)\\.ts$',
          '^(buffer|crypto|module|path|util|zlib)$',
          '^node_modules/(zod|@lezer/[^/]+|@octokit/webhooks-methods|@astral-sh/ruff-wasm-nodejs|mdast-util-from-markdown|hast-util-from-html|hast-util-to-mdast|chrono-node|fastest-levenshtein)/',
        ],
      },
    },
    {
      name: 'domain-knows-of-the-store-only-its-types',
      severity: 'error',
      from: { path: `${inner}domain/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^functions/shared/tenant-store\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-file-loads-ruff',
      severity: 'error',
      from: { path: `${inner}domain/`, pathNot: ['\\.test\\.ts$', '^functions/workflows/domain/check/ruff\\.ts$'] },
      to: { path: ['^module$', '^node_modules/@astral-sh/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'an-adapter-knows-one-outside-system',
      severity: 'error',
      from: { path: `${inner}adapters/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${inner}(operations/|api\\.ts|[a-z-]+\\.ts$)`, pathNot: ['/contract\\.ts$', '^functions/shared/'] },
    },
    {
      name: 'an-adapter-knows-no-other',
      comment: 'Git and the index of passages are one outside system each, in several files',
      severity: 'error',
      from: { path: `${inner}adapters/((?:git|passage-index)(?=[-.])|[^/.]+)`, pathNot: '\\.test\\.ts$' },
      to: { path: `${inner}adapters/`, pathNot: '^functions/$1/adapters/$2(-[a-z-]+|)\\.ts$' },
    },
    {
      name: 'an-operation-knows-no-handler',
      severity: 'error',
      from: { path: `${inner}operations/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^functions/[^/]+/[^/]+\\.ts$',
        pathNot: [contract, '^functions/shared/'],
      },
    },
    {
      name: 'capabilities-meet-at-contracts',
      severity: 'error',
      from: { path: inner, pathNot: '^functions/shared/' },
      to: { path: inner, pathNot: ['^functions/$1/', '^functions/shared/', '/contract\\.ts$'] },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^functions/shared/', pathNot: '\\.test\\.ts$' },
      to: { path: inner, pathNot: ['^functions/shared/', '/contract\\.ts$'] },
    },
    {
      name: 'infrastructure-knows-names-only',
      severity: 'error',
      from: { path: '^(lib|bin)/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^(lib|bin)/',
          contract,
          '^functions/shared/operation\\.ts$',
          '^node_modules/(aws-cdk-lib|cdk-nag|constructs|zod)/',
        ],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'application-knows-nothing-of-the-local-cloud',
      severity: 'error',
      from: { path: '^(functions|lib|bin|cli)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(local|test)/' },
    },
    {
      name: 'the-cli-talks-to-the-api',
      severity: 'error',
      from: { path: '^cli/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^cli/',
          contract,
          '^functions/catalogue\\.ts$',
          '^functions/shared/(client|describe-issues|errors|fields|operation|principal|router)\\.ts$',
          '^functions/workflows/domain/check/',
          // What is masked is masked on this machine.
          '^functions/shared/mask',
          '^node_modules/(commander|zod)/',
        ],
        dependencyTypesNot: ['core'],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      comment: 'aws-lambda exists as types only',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^aws-lambda$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|\\.local)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
