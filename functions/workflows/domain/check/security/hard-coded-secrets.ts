import { type Event, hole, unknown, type Value } from '../trace/values.ts';
import type { Detector, Report } from './detector.ts';

const secretNames =
  /(^|[_-])(pass(word|wd|phrase)?|pwd|secret([_-]?key)?|token|api[_-]?key|access[_-]?key|secret[_-]access[_-]key|private[_-]?key|auth[_-]?(key|token)|client[_-]?secret|credentials?|encryption[_-]?key|fernet[_-]?key|signing[_-]?key|webhook[_-]secret|bearer|dsn|authorization)$/i;

/** Arguments that are secrets by their position. */
const secretArguments: readonly (readonly [pattern: RegExp, index: number])[] = [
  [/(^|\.)HTTP(Basic|Digest)Auth$|\.login$|^jwt\.encode$|(^|\.)basic_auth$|^requests\.auth\.\w+$/, 1],
  [/^ftplib\.FTP(_TLS)?$/, 2],
  [/(^|\.)Fernet$|^hmac\.new$/, 0],
];

const placeholder =
  /^(x{3,}|\*+|\.+|-+|change-?me|password|passwd|secret|token|example.*|test.*|dummy.*|fake.*|placeholder.*|your[-_ ].*|<.*>|\$\{.*|\{\{.*|%\(.*|none|null|todo|redacted|.*_(conn_id|default|id|name|path|url|key|secret|token|password)|[a-z]+(\/[\w.-]+)+|(arn|aws|gcp|vault|secretsmanager|ssm|env|file):.*|\/.*|https?:\/\/[^:@]*)$/i;

const vendor =
  /\b((AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{18,}|xox[abeoprs]-[\w-]{10,}|sk_(live|test)_[A-Za-z0-9]{16,}|rk_live_\w{16,}|sk-(proj-|ant-)?[\w-]{24,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|dop_v1_\w{30,}|hvs\.[\w-]{20,}|dapi[0-9a-f]{28,}|shpat_\w{20,}|key-[0-9a-f]{32}|EAACEdEose0cBA\w+)|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|https:\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{8,}|https:\/\/\w+\.webhook\.office\.com\/webhookb2\/\S{30,}|https:\/\/discord(app)?\.com\/api\/webhooks\/\d+\/[\w-]{30,}|AccountKey=[\w+/=]{30,}|SharedAccessSignature|\bBearer [\w.~+/-]{20,}|\bBasic [\w+/]{16,}=*/;

const address = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/{}'"]*:([^\s:@/{}'"]{3,})@[^\s'"]+/i;
const inText =
  /(?:(?:\b|_|PG)(?:password|passwd|pwd|secret|token|api_?key)\s*[=:]|\bsshpass\s+-p|\s-u\s+[\w.-]+:)\s*["']?([^\s"'&;,{}$<>]{6,})/i;

const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const each of text) {
    counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
};

/** Whether a text under the name of a secret is one, rather than where to find it. */
const isSecret = (text: string): boolean =>
  text.length >= 6 &&
  !/^[A-Z][A-Z_]*$/.test(text) &&
  text.length <= 5000 &&
  !placeholder.test(text) &&
  !/\s\S*\s/.test(text) &&
  !text.includes(hole) &&
  (/\d|[^A-Za-z0-9_ -]/.test(text) || entropyOf(text) > 3.5) &&
  new Set(text).size > 4;

const report = (at: number, message: string): Report => ({ rule: 'hard-coded-secret', at, message });

const publicNames =
  /public|_url$|_uri$|_id$|_name$|_path$|_file$|header|field|param|column|variable|_env$|regex|pattern|length|type|expires?|prefix|suffix|label|endpoint|primary_?key|sort_?key|foreign_?key|partition_?key|^key$|checksum|digest|sha\d*$|etag|cache_?key|s3_?key|xcom|dest_key|bucket_?key|object_?key|group_?key|unique_?key/i;

const lookNamed = (name: string, value: Value): string | undefined => {
  const isNamed = secretNames.test(name) && !publicNames.test(name);
  return isNamed && value.text !== undefined && isSecret(value.text)
    ? `${name} is a secret that stands in the source.`
    : undefined;
};

const lookText = (text: string): string | undefined => {
  if (text.length > 20_000) {
    return undefined;
  }
  if (vendor.test(text) && !/EXAMPLE(KEY)?\b|x{6,}|\*{6,}/i.test(vendor.exec(text)?.[0] ?? '')) {
    return 'A secret stands in the source.';
  }
  const password = address.exec(text)?.[1];
  if (
    password !== undefined &&
    !placeholder.test(password) &&
    !password.includes(hole) &&
    !/^%|^\$|password$/i.test(password)
  ) {
    return 'An address with its password stands in the source.';
  }
  const [, given] = inText.exec(text) ?? [];
  return given !== undefined && isSecret(given) && !given.includes('(') && entropyOf(given) > 2.8 && /\d/.test(given)
    ? 'A secret stands in the source.'
    : undefined;
};

function* valuesOf(event: Event): Iterable<readonly [string, Value]> {
  if (event.kind === 'naming') {
    yield [event.name, event.value];
  } else if (event.kind === 'call') {
    for (const arg of event.args) {
      yield ['', arg];
      for (const item of arg.items?.slice(0, 50) ?? []) {
        yield ['', item];
      }
    }
    if (/environ\.(get|setdefault)|getenv$|Variable\.(get|set)$/.test(event.name)) {
      const { args, keywords } = event;
      const given = args[1] ?? keywords.get('default') ?? keywords.get('default_var') ?? keywords.get('value');
      yield [args[0]?.text ?? '', given ?? unknown];
    }
    for (const [pattern, index] of secretArguments) {
      if (pattern.test(event.name)) {
        yield ['password', event.args[index] ?? unknown];
      }
    }
  }
}

/** Secrets that whoever can read the repository can read. */
export const findHardCodedSecrets: Detector = function* (events) {
  for (const event of events) {
    for (const [name, value] of valuesOf(event)) {
      if (value.text === undefined) {
        continue;
      }
      const message = lookNamed(name, value) ?? lookText(value.text);
      if (message !== undefined) {
        yield report(event.at, message);
      }
      if (name === 'auth' && value.items?.[1]) {
        const inside = lookNamed('password', value.items[1]);
        if (inside !== undefined) {
          yield report(event.at, inside);
        }
      }
    }
    if (
      event.kind === 'naming' &&
      event.name === 'auth' &&
      event.value.items?.[1]?.text &&
      isSecret(event.value.items[1].text)
    ) {
      yield report(event.at, 'A password stands in the source.');
    }
  }
};

/** Secrets in comments and texts that nothing uses. */
export const findSecretsInText = (text: string): readonly Report[] => {
  const reports: Report[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const match = line.length < 2000 ? vendor.exec(line) : undefined;
    if (match && !/EXAMPLE(KEY)?\b|x{6,}|\*{6,}/i.test(match[0])) {
      reports.push(report(from + match.index, 'A secret stands in the source.'));
    }
    from += line.length + 1;
  }
  return reports;
};
