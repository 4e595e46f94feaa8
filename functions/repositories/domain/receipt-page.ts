import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { FileOutcome, Finding, Receipt, TestResult } from '../contract.ts';
import { adviceOf, sayTime } from './commit-status.ts';
import { type Html, html } from './html.ts';
import type { RepositoryRecord } from './repository.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8884; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
pre { overflow-x: auto; }
ul { margin: .25rem 0; padding-left: 1.2rem; }
svg { display: block; width: 100%; height: 1rem; }
svg rect { fill: #2f7d4f; }
.live, .paused, .retired, .unchanged, .passed { color: #2f7d4f; }
.partial, .pending, .held, .waiting, .running, .unavailable { color: #a86a00; }
.rejected, .failed, .quarantined, .timed-out { color: #c0392b; }
.quiet { color: #808080; }
`;

/**
 * What a browser is told with every page: nothing is loaded and nothing runs, no other site shows it or learns its address,
 * nobody on the way keeps it.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

const document = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
${{ markup: `<style>${style}</style>` }}
</head>
<body>
${body}
</body>
</html>
`.markup;

const stages = [
  ['fetched', 'Fetched'],
  ['checked', 'Checked'],
  ['published', 'Published'],
  ['visible', 'Visible in Airflow'],
] as const;

/** From the end of the stage before to its own, out of the whole time. */
const bar = (from: number, to: number, whole: number): Html => {
  const percent = (time: number) => ((time / Math.max(whole, 1)) * 100).toFixed(2);
  return html`<svg aria-hidden="true"><rect x="${percent(from)}%" width="${percent(to - from)}%" height="100%"></rect></svg>`;
};

const renderStages = (times: Receipt['stages']): Html => {
  const reached = stages.flatMap(([stage, label]) => {
    const to = times[stage];
    return to === undefined ? [] : [{ label, to }];
  });
  const whole = Math.max(0, ...reached.map(({ to }) => to));
  const rows = reached.map(({ label, to }, index) => {
    const from = reached[index - 1]?.to ?? 0;
    return html`<tr><th scope="row">${label}</th><td>${sayTime(to)}</td><td>${bar(Math.min(from, to), to, whole)}</td></tr>
`;
  });
  return rows.length === 0
    ? html`<p>It did not come as far as being fetched.</p>`
    : html`<table>
<tr><th scope="col">Stage</th><th scope="col">After</th><th scope="col" width="60%"></th></tr>
${rows}</table>`;
};

const renderFinding = (finding: Finding): Html => {
  const { rule, severity, line, message } = finding;
  const advice = adviceOf(finding).map((each) => html`<br>${each}`);
  return html`<li>Line ${line}: ${message} <span class="quiet">${severity}, <code>${rule}</code></span>${advice}</li>`;
};

const renderFile = (folder: string, { path, outcome, dagIds, findings }: FileOutcome): Html =>
  html`<tr><td><code>${posix.join(folder, path)}</code>${
    findings.length === 0 ? '' : html`<ul>${findings.map(renderFinding)}</ul>`
  }</td><td class="${outcome}">${outcome}</td><td>${dagIds.join(', ')}</td></tr>
`;

const renderFiles = (folder: string, files: readonly FileOutcome[]): Html => {
  const changed = files.filter(({ outcome }) => outcome !== 'unchanged');
  const same = files.length - changed.length;
  return html`${
    changed.length === 0
      ? ''
      : html`<table>
<tr><th scope="col">File</th><th scope="col">Outcome</th><th scope="col">Workflows</th></tr>
${changed.map((file) => renderFile(folder, file))}</table>`
  }
<p class="quiet">${same} unchanged</p>`;
};

const renderTests = ({ state, counts, seconds, reason, output }: TestResult): Html => {
  const some = Object.entries(counts ?? {}).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
  const took = seconds === undefined ? [] : [sayTime(seconds * 1_000)];
  return html`<h2>Tests</h2>
<p><span class="${state}">${state}</span> ${[...some, ...took].join(' · ')}</p>
${reason === undefined ? '' : html`<p>${reason}</p>`}${output === undefined ? '' : html`<pre>${output}</pre>`}`;
};

const meanings: Readonly<Record<Receipt['outcome'], string>> = {
  live: 'Everything in this push is live.',
  partial: 'Something was kept back; its last good version stays live. The rest is live.',
  rejected: 'What changed was kept back; the last good versions stay live.',
  pending: 'It is published, but Airflow has not shown it within ten minutes.',
  unchanged: 'There was nothing to publish.',
  waiting: "It goes live when the repository's own tests have passed; what was live before stays live.",
  failed: 'The push could not be processed. What was live stays live, and it is tried again by itself.',
};

const time = (at: string): Html => html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`;

/** The page of one push: what it led to, how long each stage took, what became of each file and why. */
export const renderReceipt = (receipt: Receipt, { path }: Pick<RepositoryRecord, 'path'>): string => {
  const { repository, commit, branch, author, message, outcome, error, files, tests, notes, noticedAt } = receipt;
  const short = commit?.slice(0, 7) ?? 'no commit';
  return document(
    `${short} of ${repository}: ${outcome}`,
    html`<h1><code>${short}</code> of ${repository}: <span class="${outcome}">${outcome}</span></h1>
<p>${meanings[outcome]}</p>
${error === undefined ? '' : html`<p class="failed">${error}</p>`}
<p>${message?.split('\n')[0]} <span class="quiet">${author === undefined ? '' : `by ${author} `}on ${branch}, noticed ${time(noticedAt)}</span></p>
<h2>Stages</h2>
${renderStages(receipt.stages)}
<h2>Files</h2>
${renderFiles(path, files)}
${tests === undefined ? '' : renderTests(tests)}
${notes.length === 0 ? '' : html`<h2>Notes</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`,
  );
};

/** What is shown for every address that leads nowhere, whatever the reason. */
export const renderNothing = (): string =>
  document(
    'No such page',
    html`<h1>There is no such page</h1>
<p>A link to what became of a push is good for thirty days, and only as it was given. For a new one:</p>
<p><code>navigator push status REPOSITORY --commit COMMIT</code></p>`,
  );
