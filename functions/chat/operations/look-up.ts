import { listKeys } from '../../identity/contract.ts';
import { listSources, type SourceKind } from '../../knowledge/contract.ts';
import { listRepositories } from '../../repositories/contract.ts';
import { getRun, listRuns, RunState } from '../../runs/contract.ts';
import { DomainError, type ProblemCode } from '../../shared/errors.ts';
import { listWorkflows } from '../../workflows/contract.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { KnownRun, LookUp } from '../domain/planner.ts';

/** Names of one kind that are looked at, at most, a hundred at a time. */
const pages = 10;

/** Of runs, the pages asked for until one fits. */
const pagesOfRuns = 3;

/** The answer, or what stands for it where one of these problems comes back. */
const orElse = async <T>(answer: Promise<T>, codes: readonly ProblemCode[], otherwise: T): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DomainError && codes.includes(error.code)) {
      return otherwise;
    }
    throw error;
  }
};

/** The others are called what every sentence is about: runs, workflows. */
const isNamedByPeople = (kind: SourceKind): boolean => kind === 'repository' || kind === 'documents';

/** What a planner may look up, asked as the caller: so nobody hears of what they may not see. */
export const lookUpAs = (call: CallCapability, token: string): LookUp => {
  const listAll = async <Item>(
    list: (page: { limit: number; cursor?: string }) => Promise<{ items: Item[]; next?: string }>,
  ): Promise<Item[]> => {
    const all: Item[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const { items, next } = await list({ limit: 100, cursor });
      all.push(...items);
      cursor = next;
      if (cursor === undefined) {
        break;
      }
    }
    return all;
  };

  const tasksOf = async (run: string): Promise<string[]> => {
    const { tasks = [] } = await call(getRun, { run }, token);
    return [...new Set(tasks.map(({ task }) => task))];
  };

  const runs = async ({ workflow, states }: { workflow?: string; states?: readonly string[] }): Promise<KnownRun[]> => {
    const state = states?.length === 1 ? RunState.safeParse(states[0]).data : undefined;
    let cursor: string | undefined;
    for (let page = 0; page < pagesOfRuns; page += 1) {
      const { items, next } = await call(listRuns, { limit: 25, workflow, state, cursor }, token);
      const fitting = items.filter((run) => states === undefined || states.includes(run.state));
      if (fitting.length > 0 || next === undefined) {
        return fitting;
      }
      cursor = next;
    }
    return [];
  };

  return {
    names: async (run) => {
      const [workflows, repositories, sources, keys, tasks] = await Promise.all([
        orElse(
          listAll((page) => call(listWorkflows, page, token)),
          ['access.denied'],
          [],
        ),
        orElse(
          listAll((page) => call(listRepositories, page, token)),
          ['access.denied'],
          [],
        ),
        orElse(
          listAll((page) => call(listSources, page, token)),
          ['access.denied', 'upstream.unavailable', 'internal.error'],
          [],
        ),
        orElse(
          listAll((page) => call(listKeys, page, token)),
          ['access.denied', 'upstream.unavailable', 'internal.error'],
          [],
        ),
        run === undefined
          ? []
          : orElse(tasksOf(run), ['access.denied', 'resource.unknown', 'upstream.unavailable', 'internal.error'], []),
      ]);
      return {
        workflows: workflows.map(({ dagId, repository }) => ({ name: dagId, repository })),
        repositories: repositories.map(({ name }) => name),
        sources: sources.filter(({ kind }) => isNamedByPeople(kind)).map(({ name }) => name),
        keys: keys.map(({ id, name }) => ({ id, name })),
        tasks,
      };
    },
    runs: (filter) => orElse(runs(filter), ['access.denied'], []),
  };
};
