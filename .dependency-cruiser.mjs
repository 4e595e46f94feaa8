/** The borders between rooms; `docs/adr` says why they are where they are. */
const inner = '^functions/([^/]+)/';

export default {
  forbidden: [
    {
      name: 'contracts-hold-only-data',
      severity: 'error',
      from: { path: '^functions/[^/]+/contract\\.ts$' },
      to: {
        pathNot: ['/contract\\.ts$', '^functions/shared/(fields|operation|principal)\\.ts$', 'node_modules/zod/'],
      },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^functions/[^/]+/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          'node_modules/(@aws-sdk|@smithy|aws-lambda|@middy)/',
          '^functions/[^/]+/(adapters|operations|api)',
          'fs|http|net|child_process',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'an-adapter-knows-one-outside-system',
      severity: 'error',
      from: { path: `${inner}adapters/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${inner}(operations/|api\\.ts|[a-z-]+\\.ts$)`, pathNot: ['/contract\\.ts$', '^functions/shared/'] },
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
      from: { path: '^(lib|bin)/' },
      to: { path: '^(functions/[^/]+/(domain|adapters|operations)|local|cli|test)/' },
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
        path: '^functions/',
        pathNot: [
          '/contract\\.ts$',
          '^functions/catalogue\\.ts$',
          '^functions/shared/',
          '^functions/workflows/domain/check/',
        ],
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
