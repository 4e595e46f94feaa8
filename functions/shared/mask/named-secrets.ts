import { type Detector, matching } from './detector.ts';

/** Values that stand for a secret, or for none: a variable, a template, stars, a type. */
const placeholder =
  /^(?:[*x•.]+|[([{<]+|<[^>]*>|\[[^\]]*\]|\$\{.*|\$[A-Z_][A-Z0-9_]*|\$\(.*|\{\{.*|\{[\w.]*\}|%(?:\([\w.]+\))?[sdr]|none|null|nil|true|false|yes|no|undefined|required|missing|redacted|masked|hidden|str|string|secretstr)$/i;

/** An expression that gets the value from elsewhere. */
const expression =
  /^(?:os\.|self\.|conf\.|config\.|settings\.|process\.env|Variable\.|Connection\.|BaseHook\.|getenv\(|\w{0,40}get\w{0,40}\()/;

const isValue = (value: string): boolean => !placeholder.test(value) && !expression.test(value);

/** Words that often introduce something harmless ("unexpected token: end") need a value that looks made up. */
const isMadeUp = (value: string): boolean => isValue(value) && value.length >= 6 && /\d|^\S{20,}$/.test(value);

/** `PWD` is also the name of the working directory. */
const isPassword = (value: string): boolean => isValue(value) && !value.startsWith('/');

const passwords = 'passw(?:or)?d|passphrase|passcode|pwd|pword|(?<![a-z])pw|(?<=[_-])pass';
const keys = [
  '(?:api|app|access|secret|private|account|auth|signing|encryption|master|fernet|shared[_-]?access|license)[_.-]?key',
  '(?:client|app|consumer|shared|webhook|signing)[_.-]?secret',
  // Hadoop puts the account behind it.
  String.raw`fs\.azure\.[\w.]{1,80}(?:key|secret)\.[\w.-]{1,100}`,
  'secret[_-]?(?:string|access[_-]?key)',
  '(?:auth|access|refresh|id|session|security|bearer|bot|api|csrf|sas)[_-]?token',
].join('|');
const weak = 'secret|token|credentials?';
const anyName = `(?:${passwords}|${keys}|${weak})`;

/** Not within a path, and not within a marker. */
const nameStart = String.raw`(?<![/\\]|‹[a-z-]{0,30})`;

/** From the end of a name to its value; a quote may itself be quoted, and again. */
const separator = String.raw`(?:\\{0,3}["'])?[ \t]{0,5}(?:=>|:=|[=:]|%3D)[ \t]{0,5}`;

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

/** The value that is given to a name by `=` or `:`, however it is quoted. */
const valueAfter = (kind: string, names: string, accept: (value: string) => boolean): Detector => {
  const pattern = new RegExp(`${nameStart}(?:${names})${separator}(?:${[...quoted, bare].join('|')})`, 'gdim');
  return function* (text) {
    for (const { indices } of text.matchAll(pattern)) {
      const { inEscapedQuotes, inQuotes, inApostrophes, bare } = indices?.groups ?? {};
      const [start, end] = inEscapedQuotes ?? inQuotes ?? inApostrophes ?? bare ?? [0, 0];
      const value = text.slice(start, end).replace(/[.,:]+$/, '');
      if (value && accept(value)) {
        yield { kind, start, end: start + value.length };
      }
    }
  };
};

/** Secrets that only their surroundings give away: a name before them, an address, a header, a command. */
export const namedSecrets: readonly Detector[] = [
  valueAfter('password', passwords, isPassword),
  valueAfter('secret', keys, isValue),
  valueAfter('secret', weak, isMadeUp),
  // RFC 3986: what is before the @ of an address. What looks like a port and a path is no password, where it has a host.
  matching({
    kind: 'password',
    pattern: String.raw`://(?::|[^\s/?#:@"'<>]{1,200}:(?!\d{1,5}/))(?<secret>[^\s"'<>@]{1,200}(?:@[^\s"'<>@/]{1,100}){0,3})@(?=[A-Za-z0-9_.[‹-])`,
    accept: isValue,
  }),
  // A token that signs in without a name.
  matching({
    kind: 'secret',
    pattern: String.raw`https?://(?<secret>[\w-]{20,200})@`,
    accept: isMadeUp,
  }),
  matching({
    kind: 'password',
    pattern: String.raw`jdbc:oracle:[a-z]{1,10}:[^\s/@]{1,100}/(?<secret>[^\s/@"']{1,100})@`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'authorization',
    pattern: String.raw`${nameStart}authorization${separator}(?:\\?["'])?(?:[A-Za-z][\w-]{1,20} )?(?<secret>[^\s"'\\,;]{4,})`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'authorization',
    pattern: String.raw`\b(?:bearer|basic) (?<secret>[A-Za-z0-9._~+/=-]{16,})`,
    flags: 'i',
    accept: isMadeUp,
  }),
  matching({
    kind: 'cookie',
    pattern: String.raw`cookie${separator}(?:\\?["'])?(?<secret>[\w.-]{1,100}=[^\n"'\\]{4,})`,
    flags: 'i',
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`<[\w:.-]{0,40}${anyName}>(?<secret>[^<\n]{1,500})<`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'password',
    pattern: String.raw`(?<![\w-])--?(?:[A-Za-z][\w-]{0,40})?${anyName}[ \t]{1,5}["']?(?<secret>[^\s"'-][^\s"']{0,500})`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'password',
    pattern: String.raw`curl\b[^\n]{0,200}?[ \t](?:-u|--user)[ =]?["']?[^\s:"']{1,100}:(?<secret>[^\s"']{1,200})`,
    accept: isValue,
  }),
  matching({
    kind: 'password',
    pattern: String.raw`\b(?:(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?[ \t]-p|sshpass[ \t]{1,5}-p[ \t]{0,5}|(?:docker|podman)[ \t]{1,5}login\b[^\n]{0,200}?[ \t]-p[ \t]{1,5}|(?:sqlcmd|bcp)\b[^\n]{0,200}?[ \t]-P[ \t]{0,5})["']?(?<secret>[^\s"'-][^\s"']{0,200})`,
    accept: isValue,
  }),
  // A pair of Python's, as of headers: ('Authorization', 'Bearer x').
  matching({
    kind: 'secret',
    pattern: String.raw`\(b?["'](?:[\w-]{0,40}[_-])?(?:${anyName}|authorization|cookie)["'],[ ]?b?["']${scheme}(?<secret>[^"'\n]{4,2000})["']\)`,
    flags: 'i',
    accept: isValue,
  }),
  // The environment of a container, and Hadoop's properties, name the name and value the value.
  matching({
    kind: 'secret',
    pattern: String.raw`name["']?(?:[ \t]{0,3}[:=][ \t]{0,3}|>)["']?[\w.-]{0,60}${anyName}["']?(?:</name>)?[\s,]{0,40}(?:<value>|["']?value["']?[ \t]{0,3}[:=][ \t]{0,3})(?:"(?<secret>[^"\n]{1,500})|'(?<secret>[^'\n]{1,500})|(?<secret>[^\s"'<,}]{1,500}))`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'password',
    pattern: String.raw`\b(?:identified[ \t]{1,5}by|password)[ \t]{1,5}'(?<secret>[^'\n]{1,200})'`,
    flags: 'i',
    accept: isValue,
  }),
];
