import { type Detector, matching } from './detector.ts';
import { keyName, keyVariable, passName, passwordName, secretName, vagueName, weakName } from './secret-names.ts';
import { isMadeUp, isToken, isTold, isValue, isValueWithMark } from './values.ts';

/** Not within a path, and not within a marker. */
const nameStart = String.raw`(?<![/\\]|‹[a-z0-9-]{0,30})`;

/** From the end of a name to its value; a quote may itself be quoted, and again, an index may end, and Markdown's or HTML's bold type. */
const separator = [
  String.raw`(?:\\{0,3}["'\x60]\]?)?(?:\*\*|</\w{1,10}>)?[ \t]{0,5}`,
  // A type may stand between, where a text in quotes follows.
  String.raw`(?::[ ]?[\w.| ]{1,30}=(?=[ ]?["'\x60])|=>|->|[:?+]?=|[=:]|%3D)`,
  String.raw`(?:\*\*|</\w{1,10}>)?[ \t]{0,5}(?:!![a-z]{1,10}[ \t]{1,5})?`,
  // A text of YAML on the lines below.
  String.raw`(?:[>|][+-]?\r?\n[ \t]{1,40})?`,
].join('');

/** `Bearer` and the like are no secret themselves. */
const scheme = '(?:(?:bearer|basic|token|apikey) )?';

/** What languages write before a text in quotes. */
const mark = '(?:[bunr@$]|N)?';

const quoted = [
  String.raw`\\"${scheme}(?<inEscapedQuotes>(?:[^"\\\n]|\\[^"\n])+)\\"`,
  String.raw`${mark}"${scheme}(?<inQuotes>(?:[^"\\\n]|\\.)+)"`,
  String.raw`${mark}'${scheme}(?<inApostrophes>(?:[^'\\\n]|\\.)+)'`,
];

/** Commas and brackets end it only where something else follows them. */
const bare = [
  String.raw`\\{0,3}["'\x60]?${scheme}(?<bare>(?:[^\s"'\x60,;&(){}\[\]<>\\]`,
  String.raw`[,;&](?!\s|$|["']|[\w.-]{1,40}["']?\s?[=:])`,
  String.raw`[({\[<]`,
  String.raw`[)}\]>](?![\s,;.:)}\]>"'\x60]|$)`,
  String.raw`\\(?!["nrt]))+)`,
].join('|');

/** Whether a sentence goes on after a word, so that the word is no value: "Wrong password: attempt 3 of 5". */
const isInSentence = (before: string, value: string, after: string): boolean =>
  before.endsWith(': ') && /^[A-Z]?[a-z]+$/.test(value) && /^,? [A-Za-z0-9]+(?![\w=:])/.test(after);

/** Of a resource of AWS, `secret:` is followed by its name. */
const isArn = (before: string): boolean => /arn:[\w:-]*$/.test(before);

/** The value that is given to a name by `=` or `:`, however it is quoted. */
const valueAfter = (names: string, accept: (value: string) => boolean): Detector => {
  const pattern = new RegExp(`${nameStart}(?:${names})${separator}(?:${[...quoted, bare].join('|')})`, 'gdim');
  return function* (text) {
    for (const { index, indices } of text.matchAll(pattern)) {
      const { inEscapedQuotes, inQuotes, inApostrophes, bare } = indices?.groups ?? {};
      const [start, end] = inEscapedQuotes ?? inQuotes ?? inApostrophes ?? bare ?? [0, 0];
      const value = text.slice(start, end).replace(/[.,:]+$/, '');
      const isSaid = bare && isInSentence(text.slice(index, start), value, text.slice(end, end + 60));
      if (value && accept(value) && !isSaid && !isArn(text.slice(Math.max(index - 100, 0), index))) {
        yield { kind: 'secret', start, end: start + value.length };
      }
    }
  };
};

// The brackets come first, and the name is looked for behind them: there are fewer of them than of names.
const list = new RegExp(
  [
    String.raw`\[(?<=(?:${secretName})s?["']?[ \t]{0,5}(?:=>|[=:])[ \t]{0,5}\[)(?<items>\s{0,20}["'][^\]\n]{1,5000})\]`,
    String.raw`->(?<=(?:${secretName})["']?[ \t]{0,40}=[ \t]{0,5}["'][^"'\n]{1,500}["'][ ]?->)(?<items>[ ]?["'][^"'\n]{1,500}["'])`,
  ].join('|'),
  'gdi',
);

/** All that is given to one name: a list, or what a plan says that it becomes. */
const lists: Detector = function* (text) {
  for (const { groups, indices } of text.matchAll(list)) {
    const { items = '' } = groups ?? {};
    const [offset] = indices?.groups?.items ?? [0];
    for (const { indices: found } of items.matchAll(/(?<quote>["'])(?<item>[^"'\n]+)\k<quote>/dg)) {
      const [start, end] = found?.groups?.item ?? [0, 0];
      if (isValue(items.slice(start, end))) {
        yield { kind: 'secret', start: offset + start, end: offset + end };
      }
    }
  }
};

const inQuotes = String.raw`\\?["'\x60](?<secret>[^"'\x60\n]{1,2000}?)\\?["'\x60]`;
const nameOfName = String.raw`(?<!\w)(?:\w{0,20}(?:name|key)|field|id)`;
const nameOfValue = String.raw`(?:\w{0,20}value|default|content)`;
const isGiven = String.raw`\\?["']?[ \t]{0,3}[:=][ \t]{0,3}`;

/**
 * Secrets that only a name before them gives away. All are of one kind, since the same one may stand after a password's name
 * here and in a header there, and is to have one marker.
 */
export const namedSecrets: readonly Detector[] = [
  valueAfter(passwordName, isValue),
  valueAfter(passName, (value) => isValueWithMark(value) && /[A-Za-z]/.test(value)),
  valueAfter(keyName, isValue),
  valueAfter(keyVariable, (value) => isMadeUp(value) && /^[\w+/=-]{16,}$/.test(value) && /\d/.test(value)),
  valueAfter('licen[cs]e', (value) => /^[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){2,}$/.test(value)),
  valueAfter(weakName, isMadeUp),
  valueAfter(vagueName, (value) => isToken(value) && value.length >= 24 && /^[\w+=~.%-]+$/.test(value)),
  // Hashes of sessions are secrets, other than those of files.
  valueAfter('(?<![a-z])(?:sid|session[ _-]?id|[jp]?h?p?sess(?:ion)?id)', (value) => /^[0-9a-f]{24,128}$/i.test(value)),
  // Of an application of Vault, which has an id of its role too.
  valueAfter('secret[_-]?id', (value) => isMadeUp(value) && /^[\w-]{20,}$/.test(value)),
  lists,
  // A name in several parts and its value, with nothing or the border of a table between them.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w/-])[A-Za-z]\w{0,60}_(?:password|passwd|pwd|pass|token|secret|key|pat)(?:_[a-z_]{1,40})?["'\x60]?[ \t]{1,10}(?:\|[ \t]{1,10})?["'\x60]?(?<secret>[^\s"'\x60=:|,;]{1,3}[^\s"'\x60|,;]{5,500})`,
    flags: 'i',
    accept: isTold,
  }),
  // A line of a file, or of a shell, that has nothing but a name and its value.
  matching({
    kind: 'secret',
    pattern: String.raw`^[ \t]{0,40}(?:(?:env|arg|setenv|export|set(?:x)?|config set)[ \t]{1,5})?[\w.-]{0,60}?${secretName}[ \t]{1,10}["']?(?<secret>[^\s"']{4,500})["']?[ \t]*\r?$`,
    flags: 'im',
    accept: (value) => isValueWithMark(value) && /\d/.test(value),
  }),
  // A text in quotes may follow a name without a sign.
  matching({ kind: 'secret', pattern: String.raw`:(?:${secretName}) ${inQuotes}`, flags: 'i', accept: isValue }),
  matching({
    kind: 'secret',
    pattern: String.raw`<[\w:.-]{0,40}${secretName}>(?:<!\[CDATA\[)?(?<secret>[^<\n\]]{1,500})(?:<|\]\]>)`,
    flags: 'i',
    accept: isValue,
  }),
  // An attribute names the element: <property name="password">x</property>
  matching({
    kind: 'secret',
    pattern: String.raw`(?:name|key|id)=["'][\w.-]{0,60}${secretName}["'][^<>\n]{0,100}>(?<secret>[^<\n]{1,500})<`,
    flags: 'i',
    accept: isValue,
  }),
  // A setter, of the language or of a builder.
  matching({
    kind: 'secret',
    pattern: String.raw`\((?<=(?:${secretName})\()[ ]?${mark}${inQuotes}[ ]?[),]`,
    flags: 'i',
    accept: isValueWithMark,
  }),
  // A pair of Python's, as of headers: ('Authorization', 'Bearer x').
  matching({
    kind: 'secret',
    pattern: String.raw`\(b?["'](?:[\w-]{0,40}[_-])?(?:${secretName}|authorization|cookie)["'],[ ]?b?["']${scheme}(?<secret>[^"'\n]{4,2000})["']\)`,
    flags: 'i',
    accept: isValue,
  }),
  // In a row of values, the name may be one of them.
  matching({
    kind: 'secret',
    pattern: String.raw`,[ ]?["'][\w.-]{0,80}${secretName}["'],[ ]?${inQuotes}`,
    flags: 'i',
    accept: isTold,
  }),
  // Commands that set something: yarn config set npmAuthToken x
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:set|set-env|config|put|add)\b[^\n=]{0,60}?[ \t"'][\w.:/-]{0,80}${secretName}["']?[ \t]{1,3}["']?(?<secret>[^\s"'=<>|-][^\s"'=<>|]{3,500})`,
    flags: 'i',
    accept: (value) => isTold(value) || (isValueWithMark(value) && /[A-Za-z]-.*\d/.test(value)),
  }),
  // A name that is given to a function before its value.
  matching({
    kind: 'secret',
    pattern: String.raw`\w\([ ]?["'][\w.-]{0,80}${secretName}["'],[ ]?${inQuotes}`,
    flags: 'i',
    accept: isValueWithMark,
  }),
  // The environment of a container, and properties in XML and Hadoop's, name the name and value the value.
  matching({
    kind: 'secret',
    pattern: String.raw`${nameOfName}(?:${isGiven}|>)["']?[\w.-]{0,60}${secretName}["']?(?:</name>)?[\s,]{0,40}(?:<value>|["']?${nameOfValue}${isGiven})(?:"(?<secret>[^"\n]{1,500})|'(?<secret>[^'\n]{1,500})|(?<secret>[^\s"'<,}]{1,500}))`,
    flags: 'i',
    accept: isValue,
  }),
  // Or the other way round.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![A-Za-z])value${isGiven}["']?(?<secret>[^\s"'<,}]{1,500})["']?[ \t]{0,3},?\s{1,20}["']?${nameOfName}${isGiven}["']?[\w.-]{0,60}${secretName}(?![\w-])`,
    flags: 'i',
    accept: isValue,
  }),
  // What belongs to a name in brackets has a name of its own.
  matching({
    kind: 'secret',
    pattern: String.raw`[({](?<=(?:${secretName})["']?[ \t]{0,3}[:=]?[ \t]{0,3}[({])\s{0,20}["']?(?:${nameOfValue}|input_value|access|key|secret|plaintext)${isGiven}${inQuotes}`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:${passwordName}): \w{0,20}value=${inQuotes}`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`${nameStart}authorization${separator}(?:\\?["'\[\x60])?(?:[A-Za-z][\w-]{1,20}\\? )?(?<secret>[^\s"'\x60\\,;]{4,})`,
    flags: 'i',
    // The parts of AWS's signature are told apart: which key, and what only its owner can make.
    accept: (value) => isValue(value) && !value.startsWith('Credential='),
  }),
  // What only the owner of a key can make, among the parameters of a header (RFC 7616, RFC 5849).
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:response|oauth_signature|mac)=\\?"(?<secret>[^"\\\n]{16,500})`,
    accept: isMadeUp,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:bearer|basic) (?<secret>[A-Za-z0-9._~+/=-]{16,})`,
    flags: 'i',
    accept: isMadeUp,
  }),
];
