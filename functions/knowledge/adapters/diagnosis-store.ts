import * as z from 'zod';
import type { Principal } from '../../shared/principal.ts';
import type { Condition, TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import type { Diagnosis } from '../contract.ts';
import { StoredDiagnosis } from '../domain/diagnosis.ts';

const diagnoses = 'diagnosis';

type Workflow = Pick<StoredDiagnosis, 'environment' | 'workflow'>;
type Moment = Pick<StoredDiagnosis, 'at' | 'run'>;

/** A workflow's name is unique within its Airflow. */
const faultsOf = ({ environment, workflow }: Workflow, signature: string): string =>
  `fault#${environment}#${workflow}#${signature}`;
const successesOf = ({ environment, workflow }: Workflow): string => `success#${environment}#${workflow}`;
const knownGoodOf = ({ environment, workflow }: Workflow): string => `known-good#${environment}#${workflow}`;
const momentOf = ({ at, run }: Moment): string => `${at}#${run}`;

const Before = z.object({ run: z.string() });
const Success = Before.extend({ endedAt: z.string().optional(), commit: z.string().optional() });
const KnownGood = z.object({ templates: z.array(z.string()), version: z.number() });

/** Signatures kept of one task, 64 characters each. */
const mostTemplates = 2_000;
const learningAttempts = 10;
/** Earlier runs that are named, and those counted in one request. */
const runsNamed = 10;
const runsCounted = 1_000;

interface Entry {
  readonly partition: string;
  readonly item: Record<string, unknown>;
}

/** Where a diagnosis is entered beside itself, for others to find. */
const entriesOf = (diagnosis: StoredDiagnosis): Entry[] => {
  const { run, endedAt, commit, state, failures } = diagnosis;
  const signatures = new Set(failures.flatMap(({ signature }) => (signature === undefined ? [] : [signature])));
  return [
    ...[...signatures].map((signature) => ({ partition: faultsOf(diagnosis, signature), item: { run } })),
    ...(state === 'success' ? [{ partition: successesOf(diagnosis), item: { run, endedAt, commit } }] : []),
  ];
};

/** One tenant's diagnoses, and what earlier runs taught. Entering one again changes nothing. */
export const diagnosisStore = (store: TenantStore) => {
  const find = async (run: string): Promise<StoredDiagnosis | undefined> => {
    const item = await store.get(diagnoses, run);
    return item && StoredDiagnosis.parse(item);
  };

  const removals = (diagnosis: StoredDiagnosis, but: ReadonlySet<string> = new Set()): TenantWrite[] =>
    entriesOf(diagnosis)
      .map(({ partition }) => ({ partition, sk: momentOf(diagnosis) }))
      .filter(({ partition, sk }) => !but.has(`${partition} ${sk}`))
      .map((remove) => ({ remove }));

  const readKnownGood = async (workflow: Workflow, task: string) => {
    const item = await store.get(knownGoodOf(workflow), task);
    return item && KnownGood.parse(item);
  };

  return {
    find,

    /** Enters a diagnosis, in the place of an earlier one of the run. */
    enter: async (diagnosis: StoredDiagnosis): Promise<void> => {
      const earlier = await find(diagnosis.run);
      const sk = momentOf(diagnosis);
      const entries = entriesOf(diagnosis);
      const entered = new Set(entries.map(({ partition }) => `${partition} ${sk}`));
      await store.transact([
        { put: { partition: diagnoses, sk: diagnosis.run, item: diagnosis } },
        ...entries.map(({ partition, item }) => ({ put: { partition, sk, item } })),
        ...(earlier ? removals(earlier, entered) : []),
      ]);
    },

    remove: async (run: string): Promise<void> => {
      const diagnosis = await find(run);
      if (diagnosis) {
        await store.transact([{ remove: { partition: diagnoses, sk: run } }, ...removals(diagnosis)]);
      }
    },

    /** Earlier runs of its workflow with this fault, newest first. */
    findBefore: async (diagnosis: StoredDiagnosis, signature: string | undefined): Promise<Diagnosis['before']> => {
      if (signature === undefined) {
        return { runs: [], count: 0 };
      }
      const request = { before: momentOf(diagnosis), newestFirst: true, limit: runsCounted };
      const runs: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.query(faultsOf(diagnosis, signature), { ...request, cursor });
        runs.push(...page.items.map((item) => Before.parse(item).run));
        cursor = page.next;
      } while (cursor !== undefined);
      return { runs: runs.slice(0, runsNamed), count: runs.length };
    },

    findLastSuccess: async (diagnosis: StoredDiagnosis): Promise<Diagnosis['lastSuccess']> => {
      const { items } = await store.query(successesOf(diagnosis), {
        before: momentOf(diagnosis),
        newestFirst: true,
        limit: 1,
      });
      return items[0] && Success.parse(items[0]);
    },

    /** Signatures of lines that successful tries of the task have logged. */
    findKnownGood: async (workflow: Workflow, task: string): Promise<ReadonlySet<string>> =>
      new Set((await readKnownGood(workflow, task))?.templates),

    /** Remembers signatures; the oldest are forgotten where there are too many. */
    learnGood: async (workflow: Workflow, task: string, learned: readonly string[]): Promise<void> => {
      for (let attempt = 0; attempt < learningAttempts; attempt += 1) {
        const known = await readKnownGood(workflow, task);
        const templates = [...new Set([...(known?.templates ?? []), ...learned])];
        if (templates.length === (known?.templates.length ?? 0)) {
          return;
        }
        const condition: Condition = known
          ? { expression: 'version = :version', values: { ':version': known.version } }
          : { expression: 'attribute_not_exists(pk)' };
        const item = { templates: templates.slice(-mostTemplates), version: (known?.version ?? 0) + 1 };
        if (await store.put(knownGoodOf(workflow), task, item, condition)) {
          return;
        }
      }
      throw new Error(`others learn of ${workflow.workflow} ${task} all the time`);
    },
  };
};
export type DiagnosisStore = ReturnType<typeof diagnosisStore>;
export type DiagnosesOf = (principal: Principal) => DiagnosisStore;
