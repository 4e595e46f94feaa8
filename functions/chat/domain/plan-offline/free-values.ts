import { respell } from './respell.ts';

/** Kinds of values that nobody could know beforehand and that a sentence tells by its form. */
export type FreeKind =
  | 'branch'
  | 'folder'
  | 'title'
  | 'body'
  | 'conf'
  | 'mwaa'
  | 'airflowVersion'
  | 'pythonVersion'
  | 'lifetime'
  | 'tag'
  | 'packages'
  | 'environmentName'
  | 'file'
  | 'rules'
  | 'reason';

/** Something that stands beside a word for it, and where both stand. */
export interface FreeValue {
  readonly kind: FreeKind;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const name = String.raw`(?!(?:of|in|on|at|to|for|from|and|or|is|are|the|a|an|that|which|with|called|named|environment)\b)[\w./-]*\w`;

const pinned = String.raw`[A-Za-z0-9][\w.-]*(?:\[[\w.,-]+\])?==[\w.!+]*\w`;
const parameterValue = String.raw`(?:"[^"]*"|[^\s,;"]*[^\s,;".!?])`;
const isSetTo = String.raw`\s*(?:=|\bset to\b)\s*`;
const parameter = String.raw`\w+${isSetTo}${parameterValue}`;
const parameterParts = new RegExp(String.raw`(\w+)${isSetTo}(${parameterValue})`, 'g');
const ruleName = '[a-z]+(?:-[a-z]+)+';
const and = String.raw`(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)`;

/** How each is said; the group is the value. */
const forms: readonly (readonly [FreeKind, RegExp])[] = [
  ['conf', /(\{.*\})/s],
  ['conf', new RegExp(String.raw`\b(?:with|using)\s+(${parameter}(?:${and}${parameter})*)`, 'i')],
  [
    'body',
    /\b(?:with|by|as|following|this|the)\s+(?:the\s+)?(?:new\s+)?(?:text|content|contents|body)\b\s*:?\s*(\S.{2,})$/is,
  ],
  ['body', /\b(?:saying|that says|which says|reading|text|content)\s*:\s*(\S.{2,})$/is],
  ['body', /(?<=\.(?:md|rst|txt|adoc)\b[^:]*):\s+(\S.{2,})$/is],
  ['title', /\b(?:title|titled|entitled)(?::\s*|\s+)["“'‘]?(?!\s)([^"”'’]+)["”'’]?[.!?]?$/i],
  ['branch', new RegExp(String.raw`\bbranch\s+(?:is\s+|called\s+|named\s+)?(${name})`, 'i')],
  ['branch', /\b(?!(?:the|a|its|which|this|that|our|of|git|other|another|new|default)\b)([\w./-]+)\s+branch\b/i],
  [
    'folder',
    new RegExp(String.raw`\b(?:folder|directory|subfolder|subdirectory)\s+(?:is\s+|called\s+|named\s+)?(${name})`, 'i'),
  ],
  ['tag', new RegExp(String.raw`\btag\s+(?:is\s+|called\s+|named\s+)?(${name})`, 'i')],
  ['packages', new RegExp(String.raw`(?<![\w./-])(${pinned}(?:${and}${pinned})*)`)],
  [
    'environmentName',
    new RegExp(
      String.raw`(?<=${pinned})\s+(?:in|into|on|to|for)\s+(?:the\s+|our\s+)?(?:airflow\s+|environment\s+)*(${name})`,
      'i',
    ),
  ],
  ['file', /(?<![\w/:.-])([\w./-]+\.py)\b/],
  ['rules', new RegExp(String.raw`\b(?:rules?|findings?|warnings?)\s+(?:of\s+)?(${ruleName}(?:${and}${ruleName})*)`)],
  ['rules', new RegExp(String.raw`(?<![\w./-])(${ruleName}(?:${and}${ruleName})*)\s+(?:rules?|findings?|warnings?)\b`)],
  ['reason', /\b(?:because|reason\s*(?:is|:)|on the grounds that)\s*:?\s+(\S.{2,}?)[.!]?$/is],
  ['reason', /(?<=\ba-[0-9a-z]{15})\s*[:,–—-]\s+(?!(?:please|and|then|i|you|thanks|go ahead)\b)(\S.{2,}?)[.!]?$/is],
  [
    'mwaa',
    new RegExp(String.raw`\bmwaa(?:\s+(?:environment|name))?(?:\s+(?:is|called|named))?\s*[:,]?\s+(${name})`, 'i'),
  ],
  ['pythonVersion', /\b(?:python|py)(?:\s+version)?\s*:?\s*(3\.\d+)\b/i],
  ['airflowVersion', /\b(?:airflow)(?:\s+version)?\s*:?\s*(\d+\.\d+(?:\.\d+)?)\b/i],
  ['airflowVersion', /(?<![\w./-])(\d+\.\d+\.\d+)(?![\w/-])/],
  [
    'lifetime',
    /\b(?:valid|expir\w+|good|lasts|lasting|lives?|works?)\s+(?:for|in|after|within)?\s*((?:\d+|an?|one|two|three|four|five|six)\s+(?:day|week|month|year)s?)\b/i,
  ],
  ['lifetime', /\bfor\s+((?:\d+|an?|one|two|three|four|five|six)\s+(?:day|week|month|year)s?)\b/i],
];

const kinds: ReadonlySet<string> = new Set(forms.map(([kind]) => kind));

/** Whether something named is such a value. */
export const isFreeKind = (kind: string): kind is FreeKind => kinds.has(kind);

/** Words that tell what stands beside them, as far as they are often misspelt. */
const cues = new Set([
  'branch',
  'folder',
  'directory',
  'title',
  'titled',
  'content',
  'because',
  'reason',
  'python',
  'airflow',
  'rule',
  'valid',
]);

/** The values that a message tells so, the first of each kind; `spell` puts slips of words right. */
export const findFreeValues = (said: string, spell: (word: string) => string): FreeValue[] => {
  const { text, placeOf } = respell(said, (word) => (cues.has(spell(word)) ? spell(word) : word));
  const found: FreeValue[] = [];
  for (const [kind, form] of forms) {
    const match = form.exec(text);
    const value = match?.[1];
    if (match && value !== undefined && !found.some((each) => each.kind === kind)) {
      found.push({ kind, value, ...placeOf({ start: match.index, end: match.index + match[0].length }) });
    }
  }
  return found;
};

const numerals: readonly string[] = ['one', 'two', 'three', 'four', 'five', 'six'];

const daysIn: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** JSON, or "full_refresh=true and day=monday". */
const readConf = (text: string): unknown =>
  text.startsWith('{')
    ? readJson(text)
    : Object.fromEntries(
        [...text.matchAll(parameterParts)].map(([, field, value = '']) => [field, readJson(value) ?? value]),
      );

/** What a field takes of such a value; undefined where it cannot be read. */
export const readFreeValue = ({ kind, value }: Pick<FreeValue, 'kind' | 'value'>): unknown => {
  if (kind === 'conf') {
    return readConf(value);
  }
  if (kind === 'lifetime') {
    const [count = '', unit = ''] = value.toLowerCase().split(/\s+/);
    const inWords = numerals.indexOf(count) + 1;
    return (inWords || Number.parseInt(count, 10) || 1) * (daysIn[unit.replace(/s$/, '')] ?? 1);
  }
  if (kind === 'packages' || kind === 'rules') {
    return value.split(/\s*,\s*|\s+/).filter((each) => each !== 'and');
  }
  return value;
};
