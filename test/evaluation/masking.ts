import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type Masking, maskText } from '../../functions/shared/mask-secrets.ts';
import { root } from '../../local/paths.ts';
import { printTable, share } from './table.ts';

const leastRecall = 0.99;
const mostFalseMasks = 0.02;

const key = Buffer.alloc(32, 7);

/** A line of a file of cases; test/evaluation/masking/README.md says what each field means. */
const Case = z.object({
  id: z.string(),
  kind: z.string(),
  setAside: z.boolean(),
  text: z.string().optional(),
  texts: z.array(z.string()).optional(),
  secrets: z.array(z.string()).default([]),
  survives: z.array(z.string()).default([]),
  same: z.string().optional(),
  different: z.array(z.string()).default([]),
  policy: z.object({ ip: z.enum(['mask', 'keep']) }).optional(),
});

type Case = z.infer<typeof Case>;

interface Judged extends Case {
  readonly isLookAlike: boolean;
  readonly leaks: readonly string[];
  readonly lost: readonly string[];
  /** Whether the markers correlate; only of cases of consistency. */
  readonly isConsistent?: boolean;
}

const readCases = async (file: string, { isSetAside }: { isSetAside: boolean }): Promise<Case[]> => {
  const lines = (await readFile(join(root, 'test/evaluation/masking', file), 'utf8')).trim().split('\n');
  return lines.map((line) => Case.parse(JSON.parse(line))).filter(({ setAside }) => setAside === isSetAside);
};

/** What stands in a masked text where these secrets stood in the original; nothing if anything else changed too. */
const markersOf = (secrets: readonly string[], text: string, masked: string): Map<string, Set<string>> => {
  const longestFirst = secrets.toSorted((a, b) => b.length - a.length).map((secret) => RegExp.escape(secret));
  const secret = new RegExp(longestFirst.join('|'), 'g');
  const between = text.split(secret).map((part) => RegExp.escape(part));
  const markers = new RegExp(`^${between.join('(.*)')}$`, 's').exec(masked)?.slice(1) ?? [];
  const found = new Map<string, Set<string>>();
  for (const [index, [each]] of [...text.matchAll(secret)].entries()) {
    found.set(each, (found.get(each) ?? new Set()).add(markers[index] ?? masked));
  }
  return found;
};

const isConsistent = ({ texts = [], same = '', different }: Case, masking: Masking): boolean => {
  const found = texts.map((text) => markersOf([same, ...different], text, maskText(text, masking)));
  const markers = new Set(found.flatMap((each) => [...(each.get(same) ?? [])]));
  const others = found.flatMap((each) => different.flatMap((secret) => [...(each.get(secret) ?? [])]));
  return markers.size === 1 && others.every((marker) => !markers.has(marker));
};

const judge = (each: Case): Judged => {
  const masking: Masking = { key, ip: each.policy?.ip };
  const texts = each.text === undefined ? (each.texts ?? []) : [each.text];
  const masked = texts.map((text) => maskText(text, masking)).join('\n');
  return {
    ...each,
    isLookAlike: each.kind.startsWith('look-'),
    leaks: each.secrets.filter((secret) => masked.includes(secret)),
    lost: each.survives.filter((text) => !masked.includes(text)),
    ...(each.same === undefined ? {} : { isConsistent: isConsistent(each, masking) }),
  };
};

const count = (judged: readonly Judged[], of: (each: Judged) => readonly string[]): number =>
  judged.reduce((sum, each) => sum + of(each).length, 0);

interface Totals {
  readonly secrets: number;
  readonly removed: number;
  readonly lookAlikes: number;
  readonly falseMasks: number;
  /** Of texts with secrets, what must survive beside them. */
  readonly beside: number;
  readonly besideLost: number;
  readonly correlated: number;
  readonly consistent: number;
}

const sumUp = (judged: readonly Judged[]): Totals => {
  const lookAlikes = judged.filter(({ isLookAlike }) => isLookAlike);
  const withSecrets = judged.filter(({ isLookAlike }) => !isLookAlike);
  const correlated = judged.filter(({ isConsistent }) => isConsistent !== undefined);
  const secrets = count(judged, (each) => each.secrets);
  return {
    secrets,
    removed: secrets - count(judged, ({ leaks }) => leaks),
    lookAlikes: lookAlikes.length,
    falseMasks: lookAlikes.filter(({ lost }) => lost.length > 0).length,
    beside: count(withSecrets, (each) => each.survives),
    besideLost: count(withSecrets, ({ lost }) => lost),
    correlated: correlated.length,
    consistent: correlated.filter((each) => each.isConsistent).length,
  };
};

const showTotals = (title: string, totals: Totals): void =>
  printTable([
    [title, 'secrets removed', 'false masks of look-alikes', 'lost beside secrets', 'consistent'],
    [
      'all',
      share(totals.removed, totals.secrets),
      share(totals.falseMasks, totals.lookAlikes),
      share(totals.besideLost, totals.beside),
      share(totals.consistent, totals.correlated),
    ],
  ]);

const showKinds = (judged: readonly Judged[]): void => {
  const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const totals = sumUp(judged.filter((each) => each.kind === kind));
    return [
      kind,
      share(totals.removed, totals.secrets),
      share(totals.falseMasks, totals.lookAlikes),
      share(totals.consistent, totals.correlated),
    ];
  });
  printTable([['kind', 'secrets removed', 'false masks', 'consistent'], ...rows]);
};

const showMistakes = (judged: readonly Judged[]): void => {
  for (const { id, kind, text, texts, leaks, lost, isConsistent } of judged) {
    const mistakes = [
      ...leaks.map((leak) => `left ${JSON.stringify(leak)}`),
      ...lost.map((each) => `lost ${JSON.stringify(each)}`),
      ...(isConsistent === false ? ['other markers'] : []),
    ];
    if (mistakes.length > 0) {
      console.log(`${id} (${kind}) ${mistakes.join(', ')}\n   in ${JSON.stringify(text ?? texts)}`);
    }
  }
};

/** Megabytes a second over texts of the corpus, most of which have a secret: ordinary logs are faster. */
const showSpeed = (cases: readonly Case[]): void => {
  const once = cases.flatMap(({ text, texts = [] }) => text ?? texts).join('\n');
  const text = `${once}\n`.repeat(Math.ceil(4_000_000 / once.length));
  maskText(once, { key });
  const startedAt = performance.now();
  maskText(text, { key });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`masked ${(Buffer.byteLength(text) / 1e6 / seconds).toFixed(2)} MB/s\n`);
};

/**
 * Measures the masking of secrets on the texts of test/evaluation/masking: what is removed, what is wrongly masked, and
 * whether the same secret has the same marker. What is set aside is looked at only with `--set-aside`, and only its totals
 * are shown; it decides then, and the other half otherwise.
 */
export const evaluateMasking = async (args: readonly string[]): Promise<boolean> => {
  const first = await readCases('cases.jsonl', { isSetAside: false });
  const second = await readCases('second.jsonl', { isSetAside: false });
  const judged = [...first, ...second].map(judge);
  showKinds(judged);
  showMistakes(judged);
  showTotals('first, seen', sumUp(judged.slice(0, first.length)));
  showTotals('second, seen', sumUp(judged.slice(first.length)));
  showSpeed(first);
  let decisive = sumUp(judged);
  if (args.includes('--set-aside')) {
    decisive = sumUp((await readCases('cases.jsonl', { isSetAside: true })).map(judge));
    showTotals('first, set aside', decisive);
  }
  const { removed, secrets, falseMasks, lookAlikes } = decisive;
  return removed >= leastRecall * secrets && falseMasks <= mostFalseMasks * lookAlikes;
};
