import { type Detector, type Finding, matching } from './detector.ts';
import { secretName } from './secret-names.ts';
import { isMadeUp, isToken, isValue, isValueWithMark } from './values.ts';

const cookieHeader = /cookie(?:\\{0,3}["'])?[ \t]{0,5}[=:][ \t]{0,5}(?:\\?["'])?(?=[\w.-]{1,100}=)[^\n"'\\]{4,4000}/gi;
const cookie = /(?<name>[\w.-]{1,100})=(?<value>[^;,\s]{4,4000})/dg;
const cookieAttribute = /^(?:path|domain|expires|max-age|samesite|version|priority)$/i;
const session = /sess|sid|token|auth|jwt|csrf|xsrf|remember|login|key|secret/i;

/** Values of cookies that sign somebody in, or may; `theme=dark` stays (RFC 6265). */
const cookies: Detector = function* (text) {
  for (const header of text.matchAll(cookieHeader)) {
    for (const { groups, indices } of header[0].matchAll(cookie)) {
      const { name = '', value = '' } = groups ?? {};
      const [start, end] = indices?.groups?.value ?? [0, 0];
      if (!cookieAttribute.test(name) && (session.test(name) ? isValue(value) : isMadeUp(value))) {
        yield { kind: 'secret', start: header.index + start, end: header.index + end };
      }
    }
  }
};

const manifest = /^[ \t-]*kind: ["']?Secret\b|"kind"[ ]?:[ ]?"Secret"/m;
const manifestData =
  /^(?<indent>[ \t]*)(?:data|stringData):[ \t]*\n(?:\k<indent>[ \t]+[^\n]*(?:\n|$))+|"(?:data|stringData)"\s?:\s?\{[^{}]*\}/gm;
const manifestValue =
  /^[ \t]+["']?[\w.-]{1,250}["']?:[ \t]+["']?(?<yaml>[^\s"']{4,})["']?[ \t]*\r?$|:\s?"(?<json>[^"\n]{4,})"/dgm;

/** What a manifest of Kubernetes calls a secret, whatever the names in it. */
const manifestSecrets: Detector = function* (text): Generator<Finding> {
  if (!manifest.test(text)) {
    return;
  }
  for (const data of text.matchAll(manifestData)) {
    for (const { indices } of data[0].matchAll(manifestValue)) {
      const [start, end] = indices?.groups?.yaml ?? indices?.groups?.json ?? [0, 0];
      yield { kind: 'secret', start: data.index + start, end: data.index + end };
    }
  }
};

/** Whether base64 is of a name and a password, as Docker's configuration has it. */
const isLogin = (base64: string): boolean =>
  /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(base64, 'base64').toString('latin1'));

/** Whether a text that is given to a function by its place alone is a password, rather than a name or an address. */
const isPassword = (value: string): boolean =>
  isToken(value) || (isValueWithMark(value) && /[A-Za-z]/.test(value) && /\d/.test(value) && isMadeUp(value));

/** Secrets that the notation around them gives away: an address, a command, a file of a known form. */
export const writtenSecrets: readonly Detector[] = [
  // RFC 3986: what is before the @ of an address. What looks like a port and a path is no password, where it has a host.
  matching({
    kind: 'secret',
    pattern: String.raw`://(?::|[^\s/?#:@"'<>]{1,200}:(?!\d{1,5}/))(?<secret>[^\s"'<>@]{1,200}(?:@[^\s"'<>@/]{1,100}){0,3})@(?=[A-Za-z0-9_.[‹/?"'\s-]|$)`,
    accept: isValue,
  }),
  // A token that signs in without a name.
  matching({
    kind: 'secret',
    pattern: String.raw`https?://(?<secret>[\w-]{20,200})(?::x-oauth-basic|:)?@`,
    accept: isMadeUp,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`jdbc:oracle:[a-z]{1,10}:[^\s/@]{1,100}/(?<secret>[^\s/@"']{1,100})@`,
    flags: 'i',
    accept: isValue,
  }),
  cookies,
  manifestSecrets,
  matching({ kind: 'secret', pattern: String.raw`\bSignature=(?<secret>[0-9a-f]{64})` }),
  matching({
    kind: 'secret',
    pattern: String.raw`"auth\\?"[ ]?:[ ]?\\?"(?<secret>[A-Za-z0-9+/]{8,500}={0,2})`,
    accept: (value) => isLogin(value) || (value.length >= 16 && isMadeUp(value)),
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w-])--?(?:[A-Za-z][\w-]{0,40})?${secretName}(?:[ \t]{1,5}["']?|["'],[ ]?["'])(?<secret>[^\s"'-][^\s"']{0,500})`,
    flags: 'i',
    // Capitals alone stand for what a reader is to put there.
    accept: (value) => isValue(value) && !/^[A-Z][A-Z_]*$/.test(value),
  }),
  // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:login|user(?:name)?|account)[ \t]{1,5}\S{1,100}\s{1,10}(?:/[ \t]{0,5})?passw(?:or)?d[ \t]{1,5}(?<secret>\S{1,200})`,
    flags: 'i',
    accept: isValue,
  }),
  // https://www.postgresql.org/docs/current/libpq-pgpass.html
  matching({
    kind: 'secret',
    pattern: String.raw`^(?:[\w.-]{1,200}|\*):(?:\d{4,5}|\*):[\w.*$-]{1,100}:[\w.*@-]{1,100}:(?<secret>(?:[^\s:\\]|\\.){1,200})\r?$`,
    flags: 'm',
    accept: isValue,
  }),
  // A name and a password that are given to a function, as of Python's requests and smtplib.
  matching({
    kind: 'secret',
    pattern: String.raw`(?:auth[ ]?=[ ]?|basic_?auth|digest_?auth|[._]login|\.auth|\.authenticate|credentials?)\([ ]?["'][^"'\n]{1,100}["'],[ ]?["'](?<secret>[^"'\n]{1,200})["']`,
    flags: 'i',
    accept: isValue,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:connect(?:ion)?|connector|session|client|engine|login|credentials?)\((?:[ ]?["'][^"'\n]{1,100}["'],){2,3}[ ]?["'](?<secret>[^"'\n]{6,200})["']`,
    flags: 'i',
    accept: isPassword,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:pgp_sym_(?:en|de)crypt|(?:en|de)crypt|AES_(?:EN|DE)CRYPT|hmac)\([^'"\n()]{1,200},[ ]?'(?<secret>[^'\n]{1,200})'`,
    accept: isValueWithMark,
  }),
  matching({ kind: 'secret', pattern: String.raw`\bFernet\(b?["'](?<secret>[A-Za-z0-9_-]{43}=)` }),
  // ODBC's quotes: what is in braces may hold semicolons.
  matching({
    kind: 'secret',
    pattern: String.raw`(?:pwd|password)[ ]?=[ ]?\{(?<secret>[^{}\n]{1,200})\}`,
    flags: 'i',
    accept: isMadeUp,
  }),
  // What Vault shows once: https://developer.hashicorp.com/vault/docs/commands/operator/init
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:Unseal|Recovery) Key \d{1,2}:[ \t]{1,5}(?<secret>[A-Za-z0-9+/=]{40,70})`,
  }),
  // RFC 4954
  matching({ kind: 'secret', pattern: String.raw`\bAUTH (?:PLAIN|LOGIN) (?<secret>[A-Za-z0-9+/]{8,500}={0,2})` }),
  // A private key among the parts of a JSON Web Key (RFC 7518).
  matching({
    kind: 'private-key',
    mark: 'kty',
    pattern: String.raw`"(?:d|p|q|dp|dq|qi|k)\\?"[ ]?:[ ]?\\?"(?<secret>[A-Za-z0-9_-]{40,700})\\?"`,
    accept: isMadeUp,
  }),
  // PEM as Kubernetes and continuous integration keep it.
  matching({
    kind: 'private-key',
    mark: 'LS0tLS1CRUdJTi',
    pattern: 'LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,20000}={0,2}',
    accept: (base64) => Buffer.from(base64.slice(0, 100), 'base64').toString('latin1').includes('PRIVATE KEY'),
  }),
];
