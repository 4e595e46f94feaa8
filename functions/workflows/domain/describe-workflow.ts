import type { WorkflowDocument } from '../../knowledge/contract.ts';
import type { Workflow } from '../contract.ts';

/** Tasks of one workflow that are described, and characters of what each says of itself. */
const mostTasks = 300;
const longestDocs = { workflow: 50_000, task: 1_000 } as const;

/** What is to be known of a workflow, its texts passed through `mask`. */
export const describeWorkflow = (
  { dagId, repository, environment, path, commit, publishedAt }: Workflow,
  shown: WorkflowDocument['shown'],
  mask: (text: string) => string,
): WorkflowDocument => {
  // Masked whole and cut afterwards: half a secret is recognised by no rule.
  const maskUpTo = (limit: number, text: string | undefined): string | undefined =>
    text === undefined ? undefined : mask(text).slice(0, limit).toWellFormed();
  return {
    ...{ dagId, repository, environment, path, commit, publishedAt },
    shown: shown && {
      description: maskUpTo(longestDocs.workflow, shown.description),
      docMd: maskUpTo(longestDocs.workflow, shown.docMd),
      schedule: maskUpTo(longestDocs.task, shown.schedule),
      scheduleInWords: maskUpTo(longestDocs.task, shown.scheduleInWords),
      tags: shown.tags.map(mask),
      owners: shown.owners.map(mask),
      tasks: shown.tasks.slice(0, mostTasks).map(({ id, operator, docMd, downstream }) => ({
        ...{ id, operator, downstream },
        docMd: maskUpTo(longestDocs.task, docMd),
      })),
    },
  };
};
