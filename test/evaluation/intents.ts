import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '../../functions/catalogue.ts';
import { readLearnt } from '../../functions/chat/adapters/learnt-operations.ts';
import { nextFocus, spokenOf } from '../../functions/chat/domain/next-focus.ts';
import { planOffline } from '../../functions/chat/domain/plan-offline/plan-offline.ts';
import type { Planned, Planner } from '../../functions/chat/domain/planner.ts';
import { loadTextModel } from '../../functions/knowledge/adapters/text-model.ts';
import { installShipped } from '../../local/install.ts';
import { root } from '../../local/paths.ts';
import { percentile } from '../bench/statistics.ts';
import { type Case, focusOf, lookUpIn, readCases, readWorld, type World } from './intents-cases.ts';
import { expectedOf, judge, likeliestOf, plansOf, type Verdict, verdicts, waitsForYes } from './intents-judge.ts';

const folder = join(root, 'test/evaluation/intents');

/** What issue 6 asks for, as shares. */
const bars = { wrong: 0.01, right: 0.85, refused: 0.95 } as const;

interface Judged {
  readonly each: Case;
  readonly planned: Planned;
  readonly verdict: Verdict;
  /** As if its likeliest plan were carried out, however sure it is. */
  readonly acting: Verdict;
  readonly milliseconds: number;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${part}/${whole} ${((100 * part) / whole).toFixed(1)} %`;

const print = (rows: readonly (readonly string[])[]): void => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    console.log(cells.join('  ').trimEnd());
  }
  console.log();
};

/** Plans each case as the chat does, and times what is not the model's. */
const judgeAll = async (cases: readonly Case[], world: World): Promise<Judged[]> => {
  const model = await loadTextModel(join(root, '.local/tools/model'));
  const learnt = await readLearnt(join(root, '.local/tools/utterances/learnt.json'));
  let embedding = 0;
  const plan: Planner = planOffline({
    operations: catalogue,
    embed: async (texts) => {
      const startedAt = performance.now();
      const vectors = await model(texts);
      embedding += performance.now() - startedAt;
      return vectors;
    },
    learnt,
  });
  const surroundings = { now: world.now, timeZone: world.timeZone, lookUp: lookUpIn(world) };
  const judged: Judged[] = [];
  for (const each of cases) {
    let focus = focusOf(world, each);
    let pending: Extract<Planned, { kind: 'question' }>['pending'] | undefined;
    if (each.previous !== undefined) {
      const before = await plan(each.previous, { ...surroundings, focus });
      pending = before.kind === 'question' ? before.pending : undefined;
      for (const made of plansOf(before)) {
        focus = nextFocus(focus, spokenOf(made, undefined), made);
      }
    }
    const [startedAt, embedded] = [performance.now(), embedding];
    const planned = await plan(each.text, { ...surroundings, focus, pending });
    const milliseconds = performance.now() - startedAt - (embedding - embedded);
    const [likeliest, ...others] = likeliestOf(planned);
    const acting = likeliest ? judge(each, { kind: 'several', plans: [likeliest, ...others] }, world) : 'refused';
    judged.push({ each, planned, verdict: judge(each, planned, world), acting, milliseconds });
  }
  return judged;
};

const count = (judged: readonly Judged[], verdict: Verdict): number =>
  judged.filter((each) => each.verdict === verdict).length;

const showKinds = (judged: readonly Judged[]): void => {
  const kinds = [...new Set(judged.map(({ each }) => each.kind))].sort();
  const row = (name: string, of: readonly Judged[]) => [
    name,
    String(of.length),
    ...verdicts.map((verdict) => String(count(of, verdict))),
  ];
  print([
    ['kind', 'cases', ...verdicts],
    ...kinds.map((kind) =>
      row(
        kind,
        judged.filter(({ each }) => each.kind === kind),
      ),
    ),
    row('all', judged),
  ]);
};

/** The lower the confidence that suffices, the more is done and the more of it is wrong. */
const showCurve = (judged: readonly Judged[]): void => {
  const thresholds = Array.from({ length: 12 }, (_, index) => 0.35 + index * 0.05);
  const rows = thresholds.map((threshold) => {
    const acted = judged.filter(({ planned }) => {
      const plans = likeliestOf(planned);
      return plans.length > 0 && plans.every(({ confidence }) => confidence >= threshold);
    });
    return [
      threshold.toFixed(2),
      percent(acted.length, judged.length),
      percent(acted.filter(({ acting }) => acting === 'right').length, acted.length),
      percent(acted.filter(({ acting }) => acting === 'wrong operation').length, acted.length),
    ];
  });
  print([['acting from', 'acted', 'of these right', 'wrong operation'], ...rows]);
};

const effectOf = (operation: string) => catalogue.find(({ id }) => id === operation)?.effect ?? 'destructive';

/** What would be destroyed without anybody's yes. */
const isReckless = ({ planned }: Judged): boolean => {
  const plans = plansOf(planned);
  return plans.some(({ operation }) => effectOf(operation) === 'destructive') && !waitsForYes(plans);
};

/** The totals, and whether none of them misses its bar. */
const showTotals = (judged: readonly Judged[]): boolean => {
  const outOfScope = judged.filter(({ each }) => expectedOf(each).length === 0 && !each.ask);
  const meant = judged.filter(({ each }) => expectedOf(each).length > 0);
  const wrong = count(judged, 'wrong operation');
  const right = count(meant, 'right');
  const refused = count(outOfScope, 'right');
  const reckless = judged.filter(isReckless).length;
  print([
    ['', 'seen', 'bar'],
    ['wrong operation executed', percent(wrong, judged.length), 'at most 1 %'],
    ['wrong operation offered, waiting for a yes', percent(count(judged, 'offered wrongly'), judged.length), '-'],
    ['right without asking back', percent(right, meant.length), 'at least 85 %'],
    ['out of scope refused', percent(refused, outOfScope.length), 'at least 95 %'],
    ['destructive without a yes', String(reckless), '0'],
  ]);
  return (
    wrong <= bars.wrong * judged.length &&
    right >= bars.right * meant.length &&
    refused >= bars.refused * outOfScope.length &&
    reckless === 0
  );
};

const showTimes = (judged: readonly Judged[]): void => {
  const times = judged.map(({ milliseconds }) => milliseconds);
  const [middle, most] = [percentile(times, 0.5), percentile(times, 0.95)];
  console.log(`a plan beside its embedding: p50 ${middle.toFixed(0)} ms, p95 ${most.toFixed(0)} ms\n`);
};

const describe = (planned: Planned): string => {
  if (planned.kind === 'unknown') {
    return 'not understood';
  }
  const plans = likeliestOf(planned).map(({ operation, input, confidence }) => {
    return `${operation} ${JSON.stringify(input)} ${confidence.toFixed(2)}`;
  });
  return planned.kind === 'question' ? `asked: ${plans[0] ?? planned.text.split('\n')[0]}` : plans.join(' + ');
};

const showCases = (judged: readonly Judged[]): void => {
  for (const { each, planned, verdict } of judged.filter((one) => one.verdict !== 'right')) {
    const wanted = expectedOf(each).map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`);
    console.log(`${verdict}: ${each.id ?? ''} “${each.text}”`);
    console.log(`  wanted ${wanted.join(' + ') || (each.ask ? 'a question' : 'nothing')}`);
    console.log(`  got    ${describe(planned)}`);
  }
  console.log();
};

/** Measures how the offline planner understands what people say; answers whether it is as good as it has to be. */
export const evaluateIntents = async (args: readonly string[]): Promise<boolean> => {
  const { values } = parseArgs({
    args: [...args],
    options: { file: { type: 'string' }, world: { type: 'string' }, 'set-aside': { type: 'boolean' } },
  });
  const all = await readCases(values.file ?? join(folder, 'cases.jsonl'));
  const isSetAside = values['set-aside'] ?? false;
  const cases = all.filter(({ setAside }) => setAside === isSetAside);
  if (cases.length === 0) {
    throw new Error('There is no such case.');
  }
  await installShipped(console.log);
  const judged = await judgeAll(cases, await readWorld(values.world ?? join(folder, 'world.json')));
  if (!isSetAside) {
    showCases(judged);
  }
  showKinds(judged);
  showCurve(judged);
  showTimes(judged);
  return showTotals(judged);
};
