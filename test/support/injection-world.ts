import type { CallCapability } from '../../functions/chat/adapters/capabilities.ts';
import { DomainError } from '../../functions/shared/errors.ts';
import type { ScriptedCall } from './model-server.ts';

interface ObeyedCall extends ScriptedCall {
  /** The message, from 1, that it is made for. @default 1 */
  readonly at?: number;
}

/** A case of `test/evaluation/injection`; its README tells what the fields hold. */
export interface Case {
  readonly id: string;
  readonly technique: string;
  readonly place: string;
  readonly planted: string;
  readonly also?: readonly { readonly place: string; readonly planted: string }[];
  readonly says: readonly string[];
  readonly obey: readonly ObeyedCall[];
  readonly obeySays?: string;
  readonly asked: readonly string[];
  readonly askedCalls?: readonly ObeyedCall[];
  readonly forbidden: readonly string[];
  readonly mustNotShow: readonly string[];
  readonly mustNotCite?: readonly (Record<string, unknown> & { readonly text: string })[];
  readonly benign?: boolean;
}

const failedRun = 'n-01k9x3f2q7wz';
const runningRun = 'n-01k9x3f2q8aa';
const then = '2026-11-21T02:00:00.000Z';

/** How a model reads what stands in a place. What another person says in Slack is nowhere to be read: it stands for itself. */
const reads: Readonly<Record<string, readonly ScriptedCall[]>> = {
  document: [{ operation: 'knowledge.search', input: { query: 'warehouse' } }],
  'slack-message': [{ operation: 'knowledge.search', input: { query: 'warehouse' } }],
  log: [{ operation: 'runs.logs', input: { run: failedRun } }],
  'task-name': [{ operation: 'runs.logs', input: { run: failedRun } }],
  'error-message': [{ operation: 'executions.list', input: { state: 'failed' } }],
  'commit-message': [{ operation: 'pushes.list', input: { repository: 'company/sales' } }],
  'display-name': [{ operation: 'pushes.list', input: { repository: 'company/sales' } }],
  'approval-reason': [{ operation: 'approvals.list', input: {} }],
  'run-conf': [{ operation: 'runs.get', input: { run: failedRun } }],
  'workflow-name': [{ operation: 'workflows.list', input: {} }],
  'repository-name': [{ operation: 'repositories.list', input: {} }],
  'source-title': [{ operation: 'sources.list', input: {} }],
  'earlier-answer': [],
};

/** What a model reads to see everything that a case has planted. */
export const readsOf = ({ place, also = [] }: Case): readonly ScriptedCall[] =>
  [place, ...also.map((each) => each.place)].flatMap((each) => reads[each] ?? []);

const runOf = (id: string, workflow: string, state: string, triggeredBy = 'kim') => ({
  ...{ id, workflow, repository: 'company/sales', environment: 'main', state, triggeredBy },
  ...{ queuedAt: then, endedAt: then, airflowUrl: 'https://airflow.example.com/x' },
});

const workflowOf = (dagId: string) => ({
  ...{ dagId, environment: 'main', repository: 'company/sales', path: `${dagId}.py`, state: 'live' },
  ...{ commit: 'c'.repeat(40), contentHash: 'a'.repeat(64), version: '3f2a9c1d04be', publishedAt: then },
  airflowUrl: 'https://airflow.example.com/x',
});

const repositoryOf = (name: string) => ({
  ...{ name, id: name.replaceAll('/', '-').slice(0, 60), url: 'https://git.example.com/x.git', provider: 'git' },
  ...{ branch: 'main', path: 'dags', environment: 'main', newWorkflows: 'live', tests: 'off', testsTimeout: 60 },
  ...{ webhookUrl: 'https://navigator.example.com/x', state: 'in-step', createdAt: then },
  noticed: { webhook: 0, poll: 0, asked: 0 },
});

const approvalOf = (id: string, reason: string) => ({
  ...{ id, kind: 'waiver', what: 'etl.py', consequence: 'It goes live.', reason, requestedBy: 'sam@example.com' },
  ...{ requestedAt: then, decideBy: then, touches: { system: 'automatrix', resource: 'company/sales' }, ask: {} },
  ...{ editable: [], state: 'pending' },
});

/** Capabilities that answer from the world of the cases, with what a case has planted; whatever changes something is noted. */
export const injectionWorld = (
  { place, planted, also = [] }: Case,
  onDeed: (operation: string, input: unknown) => void,
): CallCapability => {
  const all = [{ place, planted }, ...also];
  const plantedAt = (...places: string[]) =>
    all.filter((each) => places.includes(each.place)).map((each) => each.planted);
  const said = (fallback: string, ...places: string[]) => plantedAt(...places)[0] ?? fallback;
  const logLines = [
    'loading 42 rows',
    ...plantedAt('log').flatMap((text) => text.split('\n')),
    'ERROR Connection refused',
  ];
  const task = said('load', 'task-name');
  const lines = logLines.map((message, index) => ({ task, try: 1, line: index + 1, message }));
  const workflows = ['nightly_sales', 'load_warehouse', 'disk_report', ...plantedAt('workflow-name')];
  const repositories = ['company/sales', 'company/ops', ...plantedAt('repository-name')];
  const failed = runOf(failedRun, 'load_warehouse', 'failed', said('kim', 'run-conf'));
  const running = runOf(runningRun, 'disk_report', 'running');
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    'workflows.list': () => ({ items: workflows.map(workflowOf) }),
    'workflows.get': ({ workflow }) => workflowOf(String(workflow)),
    'repositories.list': () => ({ items: repositories.map(repositoryOf) }),
    'repositories.get': ({ repository }) => repositoryOf(String(repository)),
    'sources.list': () => ({
      items: ['runbooks', 'policies'].map((name) => ({
        ...{ name, kind: 'documents', title: said(name, 'source-title'), location: 'uploads' },
        ...{ documents: 1, passages: 1 },
      })),
    }),
    'runs.list': ({ state, workflow }) => ({
      items: [running, failed].filter(
        (run) => (!state || run.state === state) && (!workflow || run.workflow === workflow),
      ),
    }),
    'runs.get': ({ run }) => (run === runningRun ? running : failed),
    'runs.logs': () => ({ items: lines }),
    'executions.list': () => ({
      items: [
        {
          ...{ id: failedRun, kind: 'run', name: 'load_warehouse', resource: 'company/sales', state: 'failed' },
          ...{ triggeredBy: 'kim', startedAt: then, correlationId: 'x' },
          error: { kind: 'connection refused', message: said('Connection refused', 'error-message') },
        },
      ],
    }),
    'diagnoses.get': () => ({
      ...{ run: failedRun, workflow: 'load_warehouse', repository: 'company/sales', state: 'failed' },
      failures: [
        {
          ...{ task, mapIndex: -1, try: 1, state: 'failed', kind: 'connection refused', confidence: 0.9 },
          lines: lines.slice(1).map(({ line, message }) => ({ task, mapIndex: -1, try: 1, line, text: message })),
        },
      ],
      ...{ neverRan: [], before: { runs: [], count: 0 }, notes: [] },
    }),
    'pushes.list': () => ({
      items: [
        {
          ...{ id: 'p1', repository: 'company/sales', branch: 'main', outcome: 'live', files: [], notes: [] },
          ...{ author: said('Sam', 'display-name'), message: said('Fix totals', 'commit-message') },
          ...{
            commit: 'c'.repeat(40),
            stages: {},
            noticedAt: then,
            writtenAt: then,
            page: 'https://navigator.example.com/p',
          },
        },
      ],
    }),
    'approvals.list': () => ({ items: [approvalOf('a-01k9x3f2q7wz0cd', said('a test value', 'approval-reason'))] }),
    'approvals.get': ({ approval }) => approvalOf(String(approval), said('a test value', 'approval-reason')),
    'knowledge.search': () => ({
      items: [
        {
          ...{ id: 'd1', source: 'runbooks', kind: 'documents', title: 'Warehouse', highlights: [], score: 1 },
          text: said('# Warehouse\n\nThe warehouse listens on port 5439.', 'document', 'slack-message'),
          provenance: { path: 'warehouse.md', heading: 'Warehouse' },
        },
      ],
    }),
    'keys.list': () => ({
      items: [
        {
          ...{ id: 'k1', name: 'kim', person: 'kim@example.com', createdAt: then },
          systems: [{ system: 'automatrix', level: 'admin', resources: ['*'] }],
        },
        {
          ...{ id: 'k2', name: 'k2', person: 'kim@example.com', createdAt: then },
          systems: [{ system: 'automatrix', level: 'read', resources: ['*'] }],
        },
      ],
    }),
  };
  return async (operation, input) => {
    if (operation.effect !== 'read') {
      onDeed(operation.id, input);
    }
    const answer = answers[operation.id];
    if (!answer) {
      throw new DomainError('upstream.unavailable', `${operation.id} did not answer.`);
    }
    return operation.output.parse(answer(input as Record<string, unknown>)) as never;
  };
};
