import { clean, paint } from './terminal.ts';

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const isCommit = (text: string): boolean => /^[0-9a-f]{40}$/.test(text);

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text);

const showTime = (text: string): string => text.slice(0, 19).replace('T', ' ');

const show = (value: unknown): string => {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    return Array.isArray(value) && !value.some(isRow) ? value.map(show).join(', ') : clean(JSON.stringify(value));
  }
  const text = clean(value).replace(/\s*\n\s*/g, ' ');
  return isTime(text) ? showTime(text) : text;
};

const showBriefly = (value: unknown): string => {
  const text = show(value);
  return isCommit(text) ? text.slice(0, 7) : text;
};

const flatten = (row: Row, prefix = ''): readonly (readonly [string, unknown])[] =>
  Object.entries(row).flatMap(([name, value]) =>
    isRow(value) ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as const],
  );

const alignRows = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

/** A table of rows: the named columns, or every column with a plain value in some row. */
export const renderTable = (rows: readonly Row[], columns?: readonly string[]): string => {
  const flat = rows.map((row) => new Map(flatten(row)));
  const names = columns ?? [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const shown = names.filter((name) => flat.some((row) => show(row.get(name)) !== ''));
  const [head, ...body] = alignRows([shown, ...flat.map((row) => shown.map((name) => showBriefly(row.get(name))))]);
  return [paint('dim', head ?? ''), ...body].join('\n');
};

/** One thing as names and values; lists of things follow as tables. */
export const renderRecord = (row: Row): string => {
  const entries = flatten(row);
  const isTable = (value: unknown): value is readonly Row[] => Array.isArray(value) && value.some(isRow);
  const plain = entries.filter(([, value]) => !isTable(value) && show(value) !== '');
  const width = Math.max(0, ...plain.map(([name]) => name.length));
  const lines = plain.map(([name, value]) => `${paint('dim', name.padEnd(width))}  ${show(value)}`);
  const tables = entries.flatMap(([name, value]) =>
    isTable(value) ? ['', paint('bold', name), renderTable(value)] : [],
  );
  return [...lines, ...tables].join('\n');
};

/** Milliseconds as `40 ms`, `1.3 s` or `2 min 5 s`. */
export const renderDuration = (milliseconds: number): string => {
  if (milliseconds < 100) {
    return `${Math.round(milliseconds)} ms`;
  }
  if (milliseconds < 60_000) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
