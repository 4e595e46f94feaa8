import { WorkflowDocument } from '../contract.ts';
import { workflowsSource } from './document-name.ts';
import type { Block, Line } from './outline.ts';
import { toSections } from './outline.ts';
import { isTame, outlineMarkdown } from './outline-markdown.ts';
import { packSections } from './pack-blocks.ts';
import { makePassage } from './passage.ts';
import { clipToWindow, type Piece } from './piece.ts';
import { Unreadable } from './unreadable.ts';

type Shown = NonNullable<WorkflowDocument['shown']>;
type Task = Shown['tasks'][number];

/** Passages of one workflow. */
const passagesOfWorkflow = 50;

const block = (text: string): Block => ({ text, isCode: false });
const heading = (level: number, name: string): Line => ({ kind: 'heading', level, name, text: name });
const lines = (...texts: readonly string[]): Line[] =>
  texts.filter((text) => text.trim() !== '').map((text) => ({ kind: 'block', ...block(text) }));

const scheduleOf = ({ schedule, scheduleInWords }: Shown): string => {
  if (schedule === undefined) {
    return 'It runs when somebody starts it.';
  }
  return `It runs on the schedule ${schedule}${scheduleInWords ? ` (${scheduleInWords})` : ''}.`;
};

const about = ({ dagId, repository, environment, path, shown }: WorkflowDocument): string =>
  [
    `${dagId} is a workflow of ${repository} (${path}) in the Airflow environment ${environment}.`,
    ...(shown
      ? [
          scheduleOf(shown),
          shown.tags.length > 0 ? `Tags: ${shown.tags.join(', ')}.` : '',
          shown.owners.length > 0 ? `Owner: ${shown.owners.join(', ')}.` : '',
        ]
      : []),
  ]
    .filter(Boolean)
    .join(' ');

const describeTask = ({ id, operator, downstream, docMd }: Task): string => {
  const does = `${id}${operator ? ` (${operator})` : ''}${downstream.length > 0 ? `, then ${downstream.join(', ')}` : ''}`;
  return docMd ? `${does}: ${docMd.trim()}` : does;
};

const linesOf = (document: WorkflowDocument): Line[] => {
  const { dagId, shown } = document;
  const docs = shown?.docMd ?? '';
  return [
    heading(1, dagId),
    ...lines(about(document), shown?.description ?? ''),
    ...(docs.trim() === '' ? [] : [heading(2, 'What it says of itself')]),
    ...(isTame(docs) ? outlineMarkdown(docs) : lines(docs)).map((line) =>
      line.kind === 'heading' ? { ...line, level: line.level + 2 } : line,
    ),
    ...(shown && shown.tasks.length > 0 ? [heading(2, 'Tasks'), ...lines(...shown.tasks.map(describeTask))] : []),
  ];
};

const read = (bytes: Uint8Array): WorkflowDocument => {
  try {
    return WorkflowDocument.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new Unreadable('it does not describe a workflow', { cause });
  }
};

/**
 * Splits what is known of a workflow into passages: what it is for, what it says of itself, and its tasks, each with its
 * operator. Throws `Unreadable`.
 */
export const splitWorkflow = (
  bytes: Uint8Array,
  { tenant, document }: { tenant: string; document: string },
): Piece[] => {
  const workflow = read(bytes);
  const { dagId, repository, path, commit, publishedAt } = workflow;
  const contextOf = (headings: readonly string[]): string => `workflow ${headings.join(' › ')}`;
  const parts = packSections(toSections(linesOf(workflow)), contextOf).slice(0, passagesOfWorkflow);
  return parts.map(({ headings, text }, index) => ({
    passage: makePassage({
      ...{ tenant, document, kind: 'workflows', source: workflowsSource },
      access: { system: 'automatrix', resource: repository },
      position: String(index),
      title: dagId,
      text,
      provenance: { workflow: dagId, path, heading: headings.join(' › '), commit, at: publishedAt },
    }),
    meaning: clipToWindow(`${contextOf(headings)}\n${text}`),
  }));
};
