import { posix } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type FileOutcome,
  type Finding,
  keepsBack,
  type Receipt,
  type Repository,
  type ShownReceipt,
  type TestResult,
} from '../functions/repositories/contract.ts';
import type { Client } from '../functions/shared/client.ts';
import { Failure } from './failure.ts';
import { type Clone, normaliseRemote, readClone, resolveCommit } from './git.ts';
import { renderDuration } from './render.ts';
import { openSession } from './session.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';

interface Options {
  readonly watch?: boolean;
  readonly commit?: string;
  readonly timeout: number;
}

const interval = 500;

const listRepositories = async (client: Client): Promise<Repository[]> => {
  const items: Repository[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('repositories.list', { limit: 100, cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
};

const isCloneOf = (repository: Repository, clone: Clone | undefined): boolean =>
  clone !== undefined && normaliseRemote(repository.url) === normaliseRemote(clone.url);

const findRepository = async (
  client: Client,
  name: string | undefined,
  clone: Clone | undefined,
): Promise<Repository> => {
  if (name !== undefined) {
    return client.call('repositories.get', { repository: name });
  }
  const repositories = await listRepositories(client);
  const [only, ...others] = repositories;
  if (!only) {
    throw new Failure('There is no repository yet. Add one with `navigator repo add URL --repository company/NAME`.');
  }
  const matching = repositories.filter((each) => isCloneOf(each, clone));
  const [match] = matching;
  if (match && matching.length === 1) {
    return match;
  }
  if (others.length === 0) {
    return only;
  }
  const names = (matching.length > 0 ? matching : repositories).map((each) => each.name).join(', ');
  throw new Failure(`Which repository? This folder does not tell. Name one of: ${names}.`, 'usage');
};

/** The commit asked for: as named, or what is checked out where one stands in a clone of the repository. */
const findCommit = async (
  repository: Repository,
  named: string | undefined,
  clone: Clone | undefined,
): Promise<string | undefined> => {
  const isClone = isCloneOf(repository, clone);
  if (named === undefined) {
    return isClone ? clone?.commit : undefined;
  }
  const commit = /^[0-9a-f]{40}$/.test(named) ? named : isClone ? await resolveCommit(named) : undefined;
  if (commit === undefined && !/^[0-9a-f]{7,40}$/.test(named)) {
    throw new Failure(`--commit ${named} is not a commit of this clone, nor 7 to 40 hexadecimal digits.`, 'usage');
  }
  return commit ?? named;
};

/** The receipt of a commit, or of the newest push, or how far it has come; fails where the awaited one will never be. */
const findReceipt = async (
  client: Client,
  repository: string,
  commit: string | undefined,
  isAwaited: (receipt: ShownReceipt | undefined) => boolean,
): Promise<{ receipt?: ShownReceipt; underWay?: Receipt['stages'] }> => {
  const { items, overtakenBy, underWay } = await client.call('pushes.list', { repository, commit, limit: 1 });
  const [receipt] = items;
  if (overtakenBy !== undefined && isAwaited(receipt)) {
    const [short, newer] = [commit, overtakenBy].map((each) => each?.slice(0, 7));
    throw new Failure(
      `Commit ${short} was overtaken by ${newer} before it ${receipt ? 'went live' : 'was fetched'}. See \`navigator push status ${repository} --commit ${newer}\`.`,
    );
  }
  return { receipt, underWay };
};

/** Tells of each stage once, when it is over. */
const stageTeller = () => {
  const told = new Set<string>();
  return (underWay: Receipt['stages'] = {}): void => {
    for (const stage of ['fetched', 'checked', 'published'] as const) {
      const time = underWay[stage];
      if (time !== undefined && !told.has(stage)) {
        told.add(stage);
        note(`${stage} ${renderDuration(time)}`);
      }
    }
  };
};

/** Why one may wait in vain. */
const noteTrouble = ({ name, state, lastError }: Repository): void => {
  if (state === 'paused') {
    note(`${name} is paused: nothing of it is published until \`navigator repo resume ${name}\``);
  } else if (lastError) {
    note(`${name} is failing: ${clean(lastError.message)}`);
  }
};

const awaitReceipt = async (
  client: Client,
  repository: Repository,
  commit: string | undefined,
  { watch, timeout }: Options,
): Promise<ShownReceipt> => {
  const what = commit === undefined ? 'a push' : `commit ${commit.slice(0, 7)}`;
  const deadline = Date.now() + timeout * 1000;
  const isAwaited = (found: ShownReceipt | undefined): boolean =>
    !found || (watch === true && found.outcome === 'waiting');
  const tellStages = stageTeller();
  const find = () => findReceipt(client, repository.name, commit, isAwaited);
  let { receipt, underWay } = await find();
  if (isAwaited(receipt) && watch) {
    const until = receipt ? 'the tests of ' : '';
    note(`waiting for ${until}${what} of ${repository.name} (branch ${repository.branch}) …`);
    noteTrouble(repository);
  }
  while (isAwaited(receipt) && watch && Date.now() < deadline) {
    tellStages(underWay);
    await sleep(interval);
    ({ receipt, underWay } = await find());
  }
  if (!receipt) {
    const wait = watch ? ` within ${timeout} s` : '';
    const advice = `Was it pushed to ${repository.branch}? See \`navigator repo status ${repository.name}\``;
    throw new Failure(
      `There is no receipt for ${what} of ${repository.name}${wait}. ${advice}${watch ? '' : ', or add --watch'}.`,
    );
  }
  return receipt;
};

const timesOf = ({ checkDuration, stages }: Receipt): string[] => [
  ...(checkDuration === undefined ? [] : [`checked ${Math.round(checkDuration)} ms`]),
  ...(stages.published === undefined ? [] : [`published ${renderDuration(stages.published)}`]),
  ...(stages.visible === undefined ? [] : [`visible in Airflow ${renderDuration(stages.visible)}`]),
];

const commitOf = ({ commit }: Receipt): string[] => (commit === undefined ? [] : [`commit ${commit.slice(0, 7)}`]);

const fullPath = (repository: Repository, path: string): string => clean(posix.join(repository.path, path));

const namesOf = (repository: Repository, file: FileOutcome): string[] =>
  file.dagIds.length > 0 ? file.dagIds.map(clean) : [fullPath(repository, file.path)];

/** `dags/sales.py:12 syntax-error unexpected EOF`, with the fix, or why it is left, on a line of its own. */
export const renderFinding = (path: string, { line, rule, message, fix, waived, approved }: Finding): string[] => {
  const by = approved ? ` by ${approved.by} (${approved.approval})` : '';
  const more = waived === undefined ? fix && `fix: ${clean(fix)}` : `allowed${by}: ${clean(waived)}`;
  return [`  ${path}:${line} ${clean(rule)} ${clean(message)}`, ...(more ? [`    ${paint('dim', more)}`] : [])];
};

const renderFile = (repository: Repository, receipt: Receipt, file: FileOutcome): string[] => {
  const names = namesOf(repository, file);
  const path = fullPath(repository, file.path);
  switch (file.outcome) {
    case 'live':
    case 'paused': {
      const facts = [...commitOf(receipt), ...timesOf(receipt)];
      return names.map((name) => `${paint('green', '✔')} ${[`${name} ${file.outcome}`, ...facts].join(' · ')}`);
    }
    case 'retired':
      return names.map((name) => `${paint('green', '✔')} ${[`${name} retired`, ...commitOf(receipt)].join(' · ')}`);
    case 'pending':
      return names.map(
        (name) =>
          `${paint('yellow', '…')} ${[`${name} published, not yet visible in Airflow`, ...commitOf(receipt)].join(' · ')}`,
      );
    case 'quarantined':
      return [
        `${paint('red', '✖')} ${[`${path} quarantined`, ...commitOf(receipt), 'what was live before stays live'].join(' · ')}`,
        ...file.findings.filter(keepsBack).flatMap((each) => renderFinding(path, each)),
      ];
    case 'held': {
      const [why, ...others] = file.findings;
      return [
        `${paint('yellow', '‖')} ${[`${namesOf(repository, file).join(', ')} held`, ...commitOf(receipt)].join(' · ')}`,
        ...(why ? [`  ${clean(why.message)}`, `    ${paint('dim', clean(why.fix ?? ''))}`] : []),
        ...others.filter(keepsBack).flatMap((each) => renderFinding(path, each)),
      ];
    }
    case 'unchanged':
      return [];
  }
};

const linesShown = 40;

const countsOf = ({ counts, seconds }: TestResult): string[] => {
  const some = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  const words = some.map(([what, count]) => `${count} ${what}`).join(', ');
  return [...(words ? [words] : []), ...(seconds === undefined ? [] : [renderDuration(seconds * 1000)])];
};

const testMarks = {
  running: paint('yellow', '…'),
  passed: paint('green', '✔'),
  failed: paint('red', '✖'),
  'timed-out': paint('red', '✖'),
  unavailable: paint('yellow', '!'),
} as const;

/** What became of the repository's own tests, with the end of what they printed where they did not pass. */
const renderTests = (tests: TestResult): string[] => {
  const { state, reason, output = '' } = tests;
  const told = [
    `tests ${state.replace('-', ' ')}`,
    ...countsOf(tests),
    ...(reason === undefined ? [] : [clean(reason)]),
  ];
  const lines = state === 'passed' ? [] : output.trimEnd().split('\n').slice(-linesShown);
  return [
    `${testMarks[state]} ${told.join(' · ')}`,
    ...lines.filter(Boolean).map((line) => `  ${paint('dim', clean(line))}`),
  ];
};

const showReceipt = (repository: Repository, receipt: ShownReceipt): void => {
  const lines = receipt.files.flatMap((file) => renderFile(repository, receipt, file));
  for (const line of lines) {
    print(line);
  }
  if (receipt.outcome === 'failed') {
    print(
      `${paint('red', '✖')} ${['failed', ...commitOf(receipt)].join(' · ')}: ${clean(receipt.error ?? 'no reason was given')}`,
    );
  } else if (receipt.outcome === 'waiting') {
    const live = 'what was live before stays live';
    print(`${paint('yellow', '…')} ${['waiting for tests', ...commitOf(receipt), live].join(' · ')}`);
  } else if (receipt.outcome === 'rejected' && receipt.error !== undefined) {
    print(`${paint('red', '✖')} ${['not published', ...commitOf(receipt)].join(' · ')}: ${clean(receipt.error)}`);
  } else if (lines.length === 0) {
    print(`${paint('green', '✔')} ${['nothing to change', ...commitOf(receipt)].join(' · ')}`);
  }
  for (const line of receipt.tests ? renderTests(receipt.tests) : []) {
    print(line);
  }
  print(paint('dim', `page ${clean(receipt.page)}`));
  for (const each of receipt.notes) {
    note(clean(each));
  }
};

const isFaulty = ({ outcome, findings }: FileOutcome): boolean =>
  outcome === 'quarantined' || (outcome === 'held' && findings.some(keepsBack));

const isBad = ({ outcome, files }: Receipt): boolean =>
  outcome === 'failed' || outcome === 'rejected' || outcome === 'pending' || files.some(isFaulty);

const showPushStatus = async (name: string | undefined, options: Options, command: Command): Promise<void> => {
  const { client, json } = await openSession(command);
  const clone = await readClone();
  const repository = await findRepository(client, name, clone);
  const commit = await findCommit(repository, options.commit, clone);
  const receipt = await awaitReceipt(client, repository, commit, options);
  if (json) {
    printJson(receipt);
  } else {
    showReceipt(repository, receipt);
  }
  if (isBad(receipt)) {
    process.exitCode = 1;
  }
};

const parseSeconds = (text: string): number => {
  const seconds = Number(text);
  if (!(seconds > 0)) {
    throw new InvalidArgumentError('It is a number of seconds.');
  }
  return seconds;
};

/** Adds `navigator push status`. */
export const addPushStatus = (push: Command): void => {
  const command = push
    .command('status')
    .description('Show what became of a push: live, quarantined and why, and how long each stage took')
    .argument('[repository]', 'its name; by default the only one, or the one this folder is a clone of')
    .option('-w, --watch', 'wait for the receipt')
    .option('-c, --commit <commit>', 'of this commit; by default what is checked out here, else the newest push')
    .option('--timeout <seconds>', 'how long to wait at most', parseSeconds, 600);
  command.addHelpText(
    'after',
    '\nExamples:\n  $ git push && navigator push status --watch\n  $ navigator push status company/sales --commit 3f2a9c1\n\nEnds with 1 if something is quarantined, held and faulty, or not yet shown by Airflow, and if the push failed.',
  );
  command.action(showPushStatus);
};
