import { type Detector, matching } from './detector.ts';
import { secretName } from './secret-names.ts';
import { isMadeUp, isPhraseWithNumber, isToken, isTold, isValue, isValueWithMark } from './values.ts';

const border = /[\s"'\x60]/;

/** The fields of a line, without quotes. */
const fieldsOf = (line: string, delimiter: string): { field: string; start: number; end: number }[] => {
  let at = 0;
  return line.split(delimiter).map((raw) => {
    let start = at;
    let end = at + raw.length;
    at = end + 1;
    while (start < end && border.test(line.charAt(start))) {
      start += 1;
    }
    while (end > start && border.test(line.charAt(end - 1))) {
      end -= 1;
    }
    return { field: line.slice(start, end), start, end };
  });
};

const secretColumn = new RegExp(`^(?:[A-Za-z][\\w.-]{0,40}[_ .-])?(?:${secretName})$`, 'i');
const delimiters = [',', ';', '\t', '|'] as const;

/** A table's columns of secrets, and what is between its columns, if a line is the head of one. */
const headOf = (line: string): { delimiter: string; size: number; columns: number[] } | undefined => {
  const delimiter = delimiters.find((each) => line.includes(each));
  const fields = delimiter === undefined ? [] : fieldsOf(line, delimiter);
  const columns = fields.flatMap(({ field }, index) => (secretColumn.test(field) ? [index] : []));
  const isHead = fields.every(({ field }) => /^[A-Za-z_][\w .-]{0,40}$|^$/.test(field));
  return delimiter === undefined || !isHead || columns.length === 0
    ? undefined
    : { delimiter, size: fields.length, columns };
};

/** Names and delimiters alone, as the first line of a table has them. */
const mayBeHead = /^[\w\s"'\x60.-]*[,;\t|][\w\s"'\x60,;|.-]*$/;

/** What is below a secret's name in a table: of CSV, Markdown, or as databases print one. */
const tables: Detector = function* (text) {
  let head: ReturnType<typeof headOf>;
  let start = 0;
  for (const line of text.split('\n')) {
    const fields = head && line.length < 10_000 ? fieldsOf(line, head.delimiter) : [];
    if (!head || fields.length !== head.size) {
      head = line.length < 1_000 && mayBeHead.test(line) ? headOf(line) : undefined;
    } else {
      for (const column of head.columns) {
        const found = fields[column];
        if (found && isValueWithMark(found.field) && !/\s/.test(found.field)) {
          yield { kind: 'secret', start: start + found.start, end: start + found.end };
        }
      }
    }
    start += line.length + 1;
  }
};

const insertion =
  /\binsert\s{1,5}into\s{1,5}[\w."\x60]{1,100}\s{0,5}\((?<names>[^()]{1,1000})\)\s{0,5}values\s{0,5}\((?<values>[^()\n]{1,4000})\)/dgi;

/** Values of the columns of an insertion in SQL. */
const insertions: Detector = function* (text) {
  for (const { groups, indices } of text.matchAll(insertion)) {
    const names = fieldsOf(groups?.names ?? '', ',');
    const [offset] = indices?.groups?.values ?? [0];
    for (const [index, { field, start, end }] of fieldsOf(groups?.values ?? '', ',').entries()) {
      if (secretColumn.test(names[index]?.field ?? '') && isValueWithMark(field)) {
        yield { kind: 'secret', start: offset + start, end: offset + end };
      }
    }
  }
};

/** Secrets in languages and files of which the place says what they are. */
export const knownNotations: readonly Detector[] = [
  tables,
  insertions,
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:identified[ \t]{1,5}(?:with[ \t]{1,5}\w{1,60}[ \t]{1,5})?by(?:[ \t]{1,5}password)?|password)(?:[ \t]{1,5}|\()(?:'(?<secret>[^'\n]{1,200})'|(?<=by[ \t]{1,5})"?(?<secret>[^\s\"';]{1,200}))`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\breplace[ \t]{1,5}["'](?<secret>[^"'\n]{1,200})["'](?=[ \t]{0,5};)|\bsecret[ \t]{1,5}'(?<secret>[^'\n]{1,500})'`,
    flags: 'i',
    accept: isValueWithMark,
  }),
  // What passwords are kept as: crypt(3), LDAP's RFC 2307, Django's and Werkzeug's.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w$])\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|sha1|md5|scrypt|argon2[id]{1,2}|pbkdf2[\w-]{0,10}|bcrypt[\w-]{0,10})\$[A-Za-z0-9./+=,$-]{20,300}|\{(?:S?SHA\d{0,3}|S?MD5|CRYPT|PBKDF2[\w-]{0,10}|ARGON2)\}[A-Za-z0-9./+=$,-]{16,300}|\b(?:pbkdf2|scrypt|bcrypt)(?:_sha\d{1,3})?[:$][\w:$./+=-]{30,300}`,
  }),
  // What Ansible keeps: lines of digits, for whoever guesses the password.
  matching({
    kind: 'secret',
    mark: '$ANSIBLE_VAULT',
    pattern: String.raw`\$ANSIBLE_VAULT;[\w.;-]{1,60}(?<secret>(?:(?:\s|\\n){1,40}[0-9a-f]{20,80}(?=\s|\\n|["']|$)){1,2000})`,
  }),
  // Redis: https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
  matching({
    kind: 'secret',
    pattern: String.raw`(?:^|[>"'] ?)AUTH (?:[\w-]{1,60} )?(?<secret>[^\s"']{4,200})[ \t]*$`,
    flags: 'm',
    accept: isValueWithMark,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:user|SETUSER) [\w-]{1,60} (?:[^\n]{0,100} )?>(?<secret>[^\s"']{4,200})`,
    accept: isValue,
  }),
  // OpenVPN's and Postfix's.
  matching({
    kind: 'secret',
    mark: '<auth-user-pass>',
    pattern: String.raw`<auth-user-pass>\r?\n[^\n]{1,100}\n(?<secret>[^\n]{1,200})\r?\n</auth-user-pass>`,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`^\[[\w.-]{1,200}\](?::\d{1,5})?[ \t]{1,5}[^\s:]{1,100}:(?<secret>\S{4,200})\r?$`,
    flags: 'm',
    accept: isValue,
  }),
  // Kafka's registry of schemas: https://docs.confluent.io/platform/current/schema-registry/security/
  matching({
    kind: 'secret',
    pattern: String.raw`(?:user\.info|userinfo|user_info)["']?[ ]?[:=][ ]?["']?[^\s:"']{1,100}:(?<secret>[^\s"']{4,200})`,
    accept: isValue,
  }),
  // Cisco's and the like: https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/security/
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:enable|username|snmp-server|tacacs(?:-server)?|radius(?:-server)?|neighbor|isakmp|ppp|chap|ntp)\b[^\n"'=]{0,80}?[ \t](?:secret|community|key|password)(?:[ \t]\d{1,2})?[ \t](?<secret>[^\s"'=:]{4,200})`,
    accept: isPhraseWithNumber,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:ConvertTo-SecureString(?: -String)?|sp_addlogin\s{1,5}'[^'\n]{1,100}',|sp_password\s{1,5}(?:NULL|'[^'\n]{1,100}'),)[ ]{0,3}N?["'](?<secret>[^"'\n]{1,200})["']`,
    flags: 'i',
    accept: isValue,
  }),
  // A name and a password before a machine's, without a protocol; no image of a container.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w/:.@-])[A-Za-z][\w.-]{1,40}:(?<secret>[^\s:@/"'‹]{4,100})@(?!sha256)(?=[A-Za-z][\w.-]{1,100})`,
    accept: isTold,
  }),
  // An address within an address.
  matching({
    kind: 'secret',
    mark: '%3A%2F%2F',
    pattern: String.raw`%3A%2F%2F[\w.-]{1,100}%3A(?<secret>(?:(?!%40)[\w.%+~-]){1,200})%40`,
    accept: isValue,
  }),
  // A process substitution that stands for a file.
  matching({
    kind: 'secret',
    pattern: String.raw`passw(?:or)?d[-_](?:file|command|cmd)[ =](?:<\(|["'])echo (?<secret>[^\s"')]{4,200})`,
    accept: isValue,
  }),
  // The path of a hook is what opens it, whoever's it is.
  matching({
    kind: 'secret',
    pattern: String.raw`https?://[^\s"'/]{0,200}(?:/[^\s"'/]{1,100}){0,8}?(?:/(?:web)?hooks?(?:/catch)?(?:/\w{1,20})?|/(?:reset|confirm|verify|invite|activate|share|unsubscribe|magic|token)[\w-]{0,20}|/integration|/with/key|/IncomingWebhook)/(?<secret>[\w-]{7,200})(?![\w-])`,
    flags: 'i',
    accept: (value) =>
      isToken(value) || /^[0-9a-f]{32}$/.test(value) || (isMadeUp(value) && /^[a-z]*\d[a-z\d]*$/.test(value)),
  }),
  // What an address gives away for a while.
  matching({
    kind: 'secret',
    pattern: String.raw`[?&](?:code|signature|sig|hash|otp|ticket|assertion|SAMLResponse|reset|invite|verification)=(?<secret>[\w%+/=~.-]{20,4000})`,
    flags: 'i',
    accept: isMadeUp,
  }),
];
