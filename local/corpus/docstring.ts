/** A parameter as a docstring's field list tells it. */
interface Field {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** A docstring in its parts, each in Markdown. */
export interface Docstring {
  readonly text: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly returns?: string;
  readonly raises: readonly string[];
}

const indentOf = (line: string): number => line.search(/\S/);

const dedent = (lines: readonly string[]): string[] => {
  const least = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
  return lines.map((line) => line.slice(Number.isFinite(least) ? least : 0));
};

/** What continues a field, however deep it stands; a literal block right after the first line stays deeper than that. */
const continueFrom = (first: string, rest: readonly string[]): string[] =>
  /::\s*$/.test(first) ? dedent(rest).map((line) => `  ${line}`) : dedent(rest);

/** The lines that follow one and are indented deeper, blank ones within included. */
const takeIndented = (lines: readonly string[], from: number, indent: number): readonly string[] => {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) <= indent) break;
    end = at + 1;
  }
  return lines.slice(from, end);
};

/** Guides are not part of the packages, so a reference to one leads nowhere. */
const isOnlyGuide = (text: string): boolean =>
  /^For more information on how to use.*:ref:`[^`]*`\.?$/s.test(text.trim());

const admonitions: Readonly<Record<string, string>> = {
  note: 'Note',
  warning: 'Warning',
  seealso: 'See also',
  tip: 'Tip',
  important: 'Important',
  deprecated: 'Deprecated since',
  versionadded: 'Added in',
  versionchanged: 'Changed in',
};

const fence = (language: string, lines: readonly string[]): string[] => {
  const code = dedent(lines).join('\n').replace(/^\n+/, '').trimEnd();
  return ['', `\`\`\`${language}`, ...code.split('\n'), '```', ''];
};

/** `:widths: 25 25` says how a page looks, not what it says. */
const isOption = (line: string): boolean => /^\s*:[\w-]+:( |$)/.test(line);

const renderDirective = (name: string, argument: string, all: readonly string[]): string[] => {
  const body = all.filter((line) => !isOption(line));
  if (name === 'code-block' || name === 'code') return fence(argument || 'text', body);
  const label = admonitions[name];
  const text = dedent(body).join('\n').trim();
  if (label === undefined) return ['', argument, ...dedent(body), ''];
  if (name === 'seealso' && isOnlyGuide(text)) return [];
  return [
    '',
    `**${[label, argument].filter(Boolean).join(' ')}:** ${renderBlocks(text.split('\n')).join('\n').trim()}`,
    '',
  ];
};

/** Directives and literal blocks; everything else stays as it is. */
const renderBlocks = (lines: readonly string[]): string[] => {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const directive = /^\s*\.\. ([\w-]+)::?\s*(.*)$/.exec(line);
    if (directive) {
      const body = takeIndented(lines, at + 1, indentOf(line));
      out.push(...renderDirective(directive[1] ?? '', directive[2] ?? '', body));
      at += body.length;
    } else if (/::\s*$/.test(line)) {
      const body = takeIndented(lines, at + 1, indentOf(line));
      out.push(line.replace(/\s*::\s*$/, ':'), ...(body.length > 0 ? fence('text', body) : []));
      at += body.length;
    } else if (/^\s*([-=~^])\1{2,}\s*$/.test(line)) {
      // The rule under or over a title: a docstring has no sections of ours.
      if (out.at(-1)?.trim() && indentOf(out.at(-1) ?? '') === indentOf(line)) out.push(`**${out.pop()?.trim()}**`, '');
    } else {
      out.push(line);
    }
  }
  return out;
};

const renderInline = (text: string): string =>
  text
    .replace(/``(.+?)``/g, '`$1`')
    .replace(/`([^`<]+?)\s*<([^`>]+)>`__?/g, (_whole, label: string, target: string) => `[${label.trim()}](${target})`)
    .replace(/:[a-z0-9+:]+:`([^`<]+?)\s*<[^`>]+>`/g, '$1')
    .replace(/:[a-z0-9+:]+:`~[\w.]*?(\w+)`/g, '`$1`')
    .replace(/:[a-z0-9+:]+:`([^`]+)`/g, '`$1`');

/** Keeps what is prose from becoming a heading. */
const escapeHeadings = (line: string): string => line.replace(/^(\s*)#/, '$1\\#');

/** reStructuredText as Airflow's docstrings and configuration use it, as Markdown. */
export const fromRestructuredText = (text: string): string => {
  let isCode = false;
  return renderBlocks(text.split('\n'))
    .map((line) => {
      if (line.startsWith('```')) isCode = !isCode;
      return isCode ? line : escapeHeadings(renderInline(line)).trimEnd();
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

const fieldStart = /^:(param|return|returns|raises|raise|meta|type|rtype)\b\s*([^:]*):\s?(.*)$/;

const readFields = (doc: string): { prose: string; fields: Field[] } => {
  const lines = doc.split('\n');
  const prose: string[] = [];
  const fields: Field[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const start = fieldStart.exec(line);
    if (!start) {
      prose.push(line);
      continue;
    }
    const rest = takeIndented(lines, at + 1, 0);
    const [, kind = '', name = '', first = ''] = start;
    // `:param str name:` has a type before the name.
    fields.push({ kind, name: name.split(/\s+/).at(-1) ?? '', text: [first, ...continueFrom(first, rest)].join('\n') });
    at += rest.length;
  }
  return { prose: prose.join('\n'), fields };
};

/** Reads a docstring of Airflow's style: prose, then `:param name:`, `:return:` and `:raises Error:`. */
export const readDocstring = (doc: string): Docstring => {
  const { prose, fields } = readFields(doc);
  const of = (...kinds: string[]) => fields.filter(({ kind }) => kinds.includes(kind));
  return {
    text: fromRestructuredText(prose),
    parameters: new Map(of('param').map(({ name, text }) => [name.replace(/^\*+/, ''), fromRestructuredText(text)])),
    returns: of('return', 'returns').map(({ text }) => fromRestructuredText(text))[0],
    raises: of('raises', 'raise').map(({ name, text }) => `\`${name}\`: ${fromRestructuredText(text)}`),
  };
};
