import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../contract.ts';
import type { CheckedFile } from './check/check-tree.ts';
import { createFinding } from './check/finding.ts';
import { confirm, keepBack, type ManifestEntry, moveTo, putBack } from './manifest.ts';
import { planChanges } from './plan-changes.ts';

const commit = 'c'.repeat(40);
const publishedAt = '2026-01-01T00:00:00.000Z';
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const fault = createFinding('syntax-error', { line: 3, column: 1 }, 'invalid syntax');

/** A file of a made-up tree; `content` stands for its bytes. */
interface Source {
  readonly content: string;
  readonly dagIds?: readonly string[];
  readonly isRejected?: boolean;
  readonly imports?: readonly string[];
}
type Sources = Readonly<Record<string, Source>>;

const plan = (
  sources: Sources,
  manifest: readonly ManifestEntry[] = [],
  taken = new Map<string, string>(),
  leftOut: { path: string; why: string }[] = [],
): Plan => {
  const files = Object.entries(sources).map(([path, { content }]) => ({
    path,
    sha256: sha(content),
    size: content.length,
    key: `acme/blobs/${sha(content)}`,
  }));
  const checks = new Map<string, CheckedFile>(
    Object.entries(sources)
      .filter(([path]) => path.endsWith('.py'))
      .map(([path, { dagIds = [], isRejected = false, imports = [] }]) => [
        path,
        {
          isDagFile: dagIds.length > 0,
          isRejected,
          findings: isRejected ? [fault] : [],
          dagIds,
          imports,
        },
      ]),
  );
  return planChanges({ files, notes: [], leftOut, manifest, checks, taken });
};

/** The manifest once the plan is published and Airflow has shown everything but the refused paths. */
const publish = (
  { release, lastPath, ...planned }: Plan,
  manifest: readonly ManifestEntry[],
  { push = 'p1', refused = [] as readonly string[] } = {},
): ManifestEntry[] => {
  const entries = new Map(manifest.map((entry) => [entry.path, entry]));
  for (const file of planned.publish) {
    const move = { plan: { release, lastPath }, push, commit, publishedAt };
    const entry = moveTo(entries.get(file.path), file, move);
    const settled = refused.includes(file.path)
      ? putBack(entry, { by: 'airflow', findings: [fault] }, publishedAt)
      : entry;
    entries.set(file.path, settled.live ? confirm(settled, settled.live.dagIds) : settled);
  }
  for (const file of planned.quarantine) {
    entries.set(file.path, keepBack(entries.get(file.path), file, { push, commit }));
  }
  for (const { path } of planned.retire) {
    entries.delete(path);
  }
  return [...entries.values()];
};

const outcomes = ({ files }: Plan) => Object.fromEntries(files.map(({ path, outcome }) => [path, outcome]));
const published = (of: Plan) => of.publish.map(({ path }) => path);

describe('planning a push', () => {
  const sources: Sources = {
    'a.py': { content: 'a', dagIds: ['a'] },
    'b.py': { content: 'b', dagIds: ['b'], imports: ['lib.py'] },
    'lib.py': { content: 'lib' },
  };

  it('publishes what is new and leaves alone what is live', () => {
    const first = plan(sources);
    expect(outcomes(first)).toEqual({ 'a.py': 'pending', 'b.py': 'pending' });
    const live = publish(first, []);
    const second = plan({ ...sources, 'a.py': { content: 'a2', dagIds: ['a'] } }, live);
    expect(outcomes(second)).toEqual({ 'a.py': 'pending', 'b.py': 'unchanged' });
  });

  it('moves every DAG file when a support file changes', () => {
    const live = publish(plan(sources), []);
    expect(published(plan({ ...sources, 'lib.py': { content: 'lib2' } }, live))).toEqual(['a.py', 'b.py']);
    expect(published(plan({ ...sources, 'query.sql': { content: 'select 1' } }, live))).toEqual(['a.py', 'b.py']);
  });

  it('moves a DAG file when another DAG file that it imports changes, and no other', () => {
    const shared: Sources = { ...sources, 'c.py': { content: 'c', dagIds: ['c'], imports: ['a.py'] } };
    const live = publish(plan(shared), []);
    expect(published(plan({ ...shared, 'a.py': { content: 'a2', dagIds: ['a'] } }, live))).toEqual(['a.py', 'c.py']);
  });

  it('holds back a DAG file that imports a broken module through another one, and says why', () => {
    const broken = plan({
      ...sources,
      'b.py': { content: 'b', dagIds: ['b'], imports: ['lib.py', 'deep.py'] },
      'lib.py': { content: 'lib', imports: ['deep.py'] },
      'deep.py': { content: 'def', isRejected: true },
    });
    expect(outcomes(broken)).toEqual({ 'a.py': 'pending', 'b.py': 'quarantined' });
    expect(broken.quarantine[0]?.findings).toMatchObject([
      { rule: 'broken-import', message: expect.stringContaining('deep.py') },
    ]);
  });

  it('keeps a file back whose DAG id another repository owns, names the owner, and tries again next time', () => {
    const taken = new Map([['a', 'company/other']]);
    const first = plan(sources, [], taken);
    expect(first.quarantine[0]?.findings[0]?.message).toContain('company/other');
    const live = publish(first, []);
    expect(outcomes(plan(sources, live, taken))).toMatchObject({ 'a.py': 'quarantined' });
    expect(published(plan(sources, live))).toEqual(['a.py']);
  });

  it('lets the first by path keep a DAG id that two new files define', () => {
    const twice = plan({ ...sources, 'z.py': { content: 'z', dagIds: ['a'] } });
    expect(outcomes(twice)).toMatchObject({ 'a.py': 'pending', 'z.py': 'quarantined' });
  });

  it('lets the file keep a DAG id that is live from it already, even where it cannot be published now', () => {
    const live = publish(plan({ 'm.py': { content: 'm', dagIds: ['m'] } }), []);
    const both = {
      'a.py': { content: 'a', dagIds: ['m'] },
      'm.py': { content: 'm2', dagIds: ['m'], isRejected: true },
    };
    expect(outcomes(plan(both, live))).toEqual({ 'a.py': 'quarantined', 'm.py': 'quarantined' });
  });

  it('moves a DAG to another file without retiring it', () => {
    const live = publish(plan({ 'old.py': { content: 'a', dagIds: ['a'] } }), []);
    const moved = plan({ 'new.py': { content: 'a', dagIds: ['a'] } }, live);
    expect(published(moved)).toEqual(['new.py']);
    expect(moved.retire).toEqual([{ path: 'old.py', dagIds: [] }]);
  });

  it('keeps what is live of a file that has grown too large to publish, and says so', () => {
    const live = publish(plan(sources), []);
    const { 'a.py': _large, ...rest } = sources;
    const grown = plan(rest, live, new Map(), [{ path: 'a.py', why: 'it has 6 MB' }]);
    expect(outcomes(grown)).toEqual({ 'a.py': 'quarantined', 'b.py': 'unchanged' });
    expect(grown.retire).toEqual([]);
  });

  it('does not try again what Airflow refused until it changes', () => {
    const live = publish(plan(sources), [], { refused: ['a.py'] });
    expect(outcomes(plan(sources, live))).toMatchObject({ 'a.py': 'quarantined' });
    expect(published(plan({ ...sources, 'a.py': { content: 'a2', dagIds: ['a'] } }, live))).toContain('a.py');
  });

  it('publishes again what was never confirmed', () => {
    const live = publish(plan(sources), []).map((entry) => ({ ...entry, isConfirmed: false }));
    expect(published(plan(sources, live))).toEqual(['a.py', 'b.py']);
  });

  it('retires everything of an empty tree', () => {
    const empty = plan({}, publish(plan(sources), []));
    expect(empty.retire).toEqual([
      { path: 'a.py', dagIds: ['a'] },
      { path: 'b.py', dagIds: ['b'] },
    ]);
  });
});

describe('planning any two pushes', () => {
  const paths = ['a.py', 'b.py', 'c.py', 'd/e.py', 'lib.py', 'q.sql'];
  const source: fc.Arbitrary<Source> = fc.record({
    content: fc.constantFrom('1', '2', '3'),
    dagIds: fc.subarray(['x', 'y', 'z']),
    isRejected: fc.boolean(),
    imports: fc.subarray(paths),
  });
  const tree: fc.Arbitrary<Sources> = fc.dictionary(fc.constantFrom(...paths), source);
  const situation = fc.record({ before: tree, after: tree, refused: fc.subarray(paths), isTaken: fc.boolean() });
  const plans = ({ before, after, refused, isTaken }: typeof situation extends fc.Arbitrary<infer T> ? T : never) => {
    const taken = new Map(isTaken ? [['z', 'company/other']] : []);
    const manifest = publish(plan(before, [], taken), [], { push: 'p1', refused });
    return { manifest, taken, next: plan(after, manifest, taken) };
  };

  it('is idempotent: planning again once the plan is live changes nothing', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { manifest, taken, next } = plans(given);
        const live = publish(next, manifest, { push: 'p2' });
        const again = plan(given.after, live, taken);
        expect({ publish: again.publish, retire: again.retire, quarantine: again.quarantine }).toEqual({
          publish: [],
          retire: [],
          quarantine: [],
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('names every file once', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { manifest, next } = plans(given);
        const named = next.files.map(({ path }) => path).sort();
        const dagFiles = Object.keys(given.after).filter(
          (path) => path.endsWith('.py') && (given.after[path]?.dagIds?.length ?? 0) > 0,
        );
        expect(named).toEqual([...new Set([...dagFiles, ...manifest.map(({ path }) => path)])].sort());
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the live version of what it keeps back, and never lets two files define one DAG id', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { manifest, next } = plans(given);
        const live = new Map(publish(next, manifest, { push: 'p2' }).map((entry) => [entry.path, entry]));
        for (const { path } of next.quarantine) {
          expect(live.get(path)?.live).toEqual(manifest.find((entry) => entry.path === path)?.live);
        }
        const ids = [...live.values()].flatMap((entry) => entry.live?.dagIds ?? []);
        expect(ids).toEqual([...new Set(ids)]);
      }),
      { numRuns: 1000 },
    );
  });
});
