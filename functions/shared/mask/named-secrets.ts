import { type Detector, matching } from './detector.ts';
import { isMadeUp, isValue } from './values.ts';

const passwords = [
  'passw(?:or)?d|passphrase|passcode|pwd|pword|(?<![a-z])pw|(?<=[_?&-])pass|(?<=["\'])pass(?=["\'])',
  '(?:store|key|trust|bind|user|db|root|admin|auth|smtp|ftp|proxy)pass',
  'passwort|kennwort|contrase[ñn]a|senha|mot_?de_?passe|wachtwoord',
].join('|');
const keys = [
  '(?:api|app|application|access|secret|private|account|storage|auth|signing|encryption|master|fernet|shared[_-]?access|license|service|admin|deploy|functions?|subscription|integration|ingest|jwt|hmac|webhook)[_.-]?key',
  '(?:client|app|consumer|shared|webhook|signing|jwt|api)[_.-]?secret',
  // Hadoop puts the account behind it.
  String.raw`fs\.azure\.[\w.]{1,80}(?:key|secret)\.[\w.-]{1,100}`,
  'secret[_-]?(?:string|access[_-]?key)',
  '(?:auth|access|refresh|id|session|security|bearer|bot|api|csrf|sas)[_-]?token',
].join('|');
// Terraform puts the host behind it: https://developer.hashicorp.com/terraform/cli/config/config-file
const weak = String.raw`secret|(?<=[?&])(?:key|auth)|(?<!(?:next|page|continuation|sync)[_-]?)token|(?<=[_-])pat|tf_token_\w{1,100}|credentials?(?!=(?:A[KS]IA|‹))`;

/** A name of which what is given to it is a secret. */
export const secretName = `(?:${passwords}|${keys}|${weak})`;

/** Not within a path, and not within a marker. */
const nameStart = String.raw`(?<![/\\]|‹[a-z0-9-]{0,30})`;

/** From the end of a name to its value; a quote may itself be quoted, and again, and an index may end. */
const separator = String.raw`(?:\\{0,3}["']\]?)?[ \t]{0,5}(?:=>|:=|[=:]|%3D)[ \t]{0,5}`;

/** `Bearer` and the like are no secret themselves. */
const scheme = '(?:(?:bearer|basic|token|apikey) )?';

const quoted = [
  String.raw`\\"${scheme}(?<inEscapedQuotes>(?:[^"\\\n]|\\[^"\n])+)\\"`,
  // Python says of bytes that they are.
  String.raw`b?"${scheme}(?<inQuotes>(?:[^"\\\n]|\\.)+)"`,
  String.raw`b?'${scheme}(?<inApostrophes>(?:[^'\\\n]|\\.)+)'`,
];

/** Commas and brackets end it only where something else follows them. */
const bare = [
  String.raw`\\{0,3}["']?${scheme}(?<bare>(?:[^\s"',;&(){}\[\]<>\\]`,
  String.raw`[,;&](?!\s|$|["']|[\w.-]{1,40}["']?\s?[=:])`,
  String.raw`[({\[<]`,
  String.raw`[)}\]>](?![\s,;.:)}\]>"']|$)`,
  String.raw`\\(?!["nrt]))+)`,
].join('|');

/** Whether a sentence goes on after a word, so that the word is no value: "Wrong password: attempt 3 of 5". */
const isInSentence = (before: string, value: string, after: string): boolean =>
  before.endsWith(': ') && /^[a-z]+$/.test(value) && /^,? [A-Za-z0-9]+(?![\w=:])/.test(after);

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

/** Letters and digits, as passwords have them that somebody tells in a sentence. */
const isTold = (value: string): boolean =>
  isMadeUp(value) && value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value);

/**
 * Secrets that only a name before them gives away. All are of one kind, since the same one may stand after a password's name
 * here and in a header there, and is to have one marker.
 */
export const namedSecrets: readonly Detector[] = [
  valueAfter(passwords, isValue),
  valueAfter(keys, isValue),
  valueAfter(weak, isMadeUp),
  // A name in several parts and its value, with nothing or the border of a table between them.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w/-])[A-Za-z]\w{0,60}_(?:password|passwd|pwd|pass|token|secret|key|pat)(?:_[a-z_]{1,40})?["'\x60]?[ \t]{1,10}(?:\|[ \t]{1,10})?["'\x60]?(?<secret>[^\s"'\x60=:|,;]{1,3}[^\s"'\x60|,;]{5,500})`,
    flags: 'i',
    accept: isTold,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:password|passwd|passphrase|passcode|pwd)[ \t]{1,5}(?:(?:for|of)[ \t]{1,5}\S{1,60}[ \t]{1,5})?(?:(?:is|was|to|has|been|now|still|set|changed|reset|rotated|updated)[ \t]{1,5}){0,5}[("'\x60]?(?<secret>[^\s"'\x60(),;]{8,200})`,
    flags: 'i',
    accept: (value) => isTold(value.replace(/[.!?]$/, '')),
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`<[\w:.-]{0,40}${secretName}>(?<secret>[^<\n]{1,500})<`,
    flags: 'i',
    accept: isValue,
  }),
  // A pair of Python's, as of headers: ('Authorization', 'Bearer x').
  matching({
    kind: 'secret',
    pattern: String.raw`\(b?["'](?:[\w-]{0,40}[_-])?(?:${secretName}|authorization|cookie)["'],[ ]?b?["']${scheme}(?<secret>[^"'\n]{4,2000})["']\)`,
    flags: 'i',
    accept: isValue,
  }),
  // The environment of a container, and properties in XML and Hadoop's, name the name and value the value.
  matching({
    kind: 'secret',
    pattern: String.raw`(?:name|key)["']?(?:[ \t]{0,3}[:=][ \t]{0,3}|>)["']?[\w.-]{0,60}${secretName}["']?(?:</name>)?[\s,]{0,40}(?:<value>|["']?value["']?[ \t]{0,3}[:=][ \t]{0,3})(?:"(?<secret>[^"\n]{1,500})|'(?<secret>[^'\n]{1,500})|(?<secret>[^\s"'<,}]{1,500}))`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`${nameStart}authorization${separator}(?:\\?["'\[])?(?:[A-Za-z][\w-]{1,20} )?(?<secret>[^\s"'\\,;]{4,})`,
    flags: 'i',
    // The parts of AWS's signature are told apart: which key, and what only its owner can make.
    accept: (value) => isValue(value) && !value.startsWith('Credential='),
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:bearer|basic) (?<secret>[A-Za-z0-9._~+/=-]{16,})`,
    flags: 'i',
    accept: isMadeUp,
  }),
];
