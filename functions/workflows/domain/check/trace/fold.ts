import { posix } from 'node:path';
import { hole, label, textValue, type Value } from './values.ts';

const longest = 100_000;

const joinPaths = (parts: readonly (string | undefined)[]): string =>
  posix.normalize(posix.join(...parts.map((part, index) => (part === '' && index > 0 ? '.' : (part ?? hole)))));

const rotate = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** Bytes as text: UTF-8 where they are, so that what was hidden can be read. */
const readBytes = (bytes: Buffer): string => bytes.toString('utf8');

const decodeBase64 = (text: string): string | undefined =>
  /^[\w+/=\s-]*$/.test(text) ? readBytes(Buffer.from(text, 'base64')) : undefined;

const decodeHex = (text: string): string | undefined =>
  /^[0-9a-f\s]*$/i.test(text) ? readBytes(Buffer.from(text.replace(/\s/g, ''), 'hex')) : undefined;

const decodeBase32 = (text: string): string | undefined => {
  const bits = [...text.replace(/=+$/, '').toUpperCase()].map((each) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each),
  );
  if (bits.includes(-1)) {
    return undefined;
  }
  const all = bits.map((each) => each.toString(2).padStart(5, '0')).join('');
  return readBytes(Buffer.from((all.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2))));
};

type Decode = (text: string) => string | undefined;

const decoders: Readonly<Record<string, Decode>> = {
  'base64.b64decode': decodeBase64,
  'base64.standard_b64decode': decodeBase64,
  'base64.urlsafe_b64decode': decodeBase64,
  'base64.decodebytes': decodeBase64,
  'binascii.a2b_base64': decodeBase64,
  'base64.b32decode': decodeBase32,
  'base64.b16decode': decodeHex,
  'binascii.unhexlify': decodeHex,
  'binascii.a2b_hex': decodeHex,
  'builtins.bytes.fromhex': decodeHex,
  'builtins.bytearray.fromhex': decodeHex,
};

/** Decodings whose result is not worked out. */
const opaqueDecoders =
  /^(base64\.\w+decode\w*|zlib\.decompress|zlib\.decompressobj\(\)\.decompress|gzip\.decompress|bz2\.decompress|lzma\.decompress|marshal\.loads|codecs\.(decode|getdecoder\(\))|cryptography\..*\.decrypt|builtins\.(bytes|bytearray)\.fromhex|binascii\.\w+)$/;

const codecs: Readonly<Record<string, Decode>> = {
  rot13: rotate,
  rot_13: rotate,
  hex: decodeHex,
  hex_codec: decodeHex,
  base64: decodeBase64,
  base64_codec: decodeBase64,
};

const decode = (name: string, args: readonly Value[], receiver: Value | undefined): Value | undefined => {
  if (name === 'codecs.decode' || name === 'codecs.encode') {
    const text = args[0]?.text;
    const folded = text === undefined ? undefined : codecs[args[1]?.text?.toLowerCase() ?? '']?.(text);
    return folded === undefined ? { path: `${name}()`, labels: label.decoded } : textValue(folded, label.decoded);
  }
  const known = decoders[name];
  if (!known && !opaqueDecoders.test(name)) {
    return undefined;
  }
  const text = args[0]?.text;
  const labels = (args[0]?.labels ?? 0) | (receiver?.labels ?? 0) | label.decoded;
  const folded = text === undefined || text.includes(hole) ? undefined : known?.(text);
  return folded === undefined ? { path: `${name}()`, labels } : textValue(folded, labels);
};

const characterOf = (value: Value): string | undefined =>
  value.text ?? (value.number === undefined ? undefined : String.fromCodePoint(Math.abs(value.number) % 0x110000));

/** The files that a folder or pattern stands for. */
const listFiles: Readonly<Record<string, (folder: string, pattern: string | undefined) => string>> = {
  glob: (folder, pattern) => posix.join(folder, pattern ?? hole),
  rglob: (folder, pattern) => posix.join(folder, hole, pattern ?? hole),
  iterdir: (folder) => posix.join(folder, hole),
};

const joinItems = (
  separator: string,
  list: Value | undefined,
  read = (value: Value) => value.text,
): string | undefined => list?.items?.map((item) => read(item) ?? hole).join(separator);

/** Fills `{}`, `{0}` and `{name}`. */
const format = (pattern: string, args: readonly Value[], keywords: ReadonlyMap<string, Value>): string => {
  let next = 0;
  return pattern.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, inside: string | undefined) => {
    if (inside === undefined) {
      return whole.charAt(0);
    }
    const name = /^\w*/.exec(inside)?.[0] ?? '';
    const value = name === '' ? args[next++] : (keywords.get(name) ?? args[Number(name)]);
    return value?.text ?? (value?.number === undefined ? hole : String(value.number));
  });
};

/** Fills `%s` and its like. */
export const formatPercent = (pattern: string, values: Value): string => {
  const items = values.items ?? [values];
  let next = 0;
  return pattern.replace(/%(?:\((\w+)\))?[-+ #0-9.]*([a-zA-Z%])/g, (_whole, name: string | undefined, kind: string) => {
    if (kind === '%') {
      return '%';
    }
    const value = name === undefined ? items[next++] : values.entries?.get(name);
    return value?.text ?? (value?.number === undefined ? hole : String(value.number));
  });
};

const stringMethods: Readonly<
  Record<string, (text: string, args: readonly Value[], keywords: ReadonlyMap<string, Value>) => string | undefined>
> = {
  translate: (text) => text,
  swapcase: (text) => text,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  strip: (text) => text.trim(),
  encode: (text) => text,
  decode: (text) => text,
  format: (text, args, keywords) => format(text, args, keywords),
  join: (text, [list]) => joinItems(text, list),
  replace: (text, [from, to]) =>
    from?.text === undefined || from.text === '' ? text : text.replaceAll(from.text, to?.text ?? hole),
};

const pathMethods: Readonly<Record<string, (text: string, args: readonly Value[]) => string>> = {
  resolve: (text) => text,
  absolute: (text) => text,
  expanduser: (text) => text,
  as_posix: (text) => text,
  joinpath: (text, args) => joinPaths([text, ...args.map((each) => each.text)]),
  with_name: (text, [name]) => posix.join(posix.dirname(text), name?.text ?? hole),
  with_suffix: (text, [suffix]) => `${text.replace(/\.[^./]*$/, '')}${suffix?.text ?? hole}`,
};

const pathFunctions: Readonly<Record<string, (args: readonly Value[]) => string>> = {
  'os.path.join': (args) => joinPaths(args.map((each) => each.text)),
  'os.path.expanduser': ([path]) => path?.text ?? hole,
  'os.path.expandvars': ([path]) => path?.text ?? hole,
  'os.path.abspath': ([path]) => path?.text ?? hole,
  'os.path.realpath': ([path]) => path?.text ?? hole,
  'os.path.normpath': ([path]) => posix.normalize(path?.text ?? hole),
  'os.path.dirname': ([path]) => posix.dirname(path?.text ?? `${hole}/${hole}`),
  'os.path.basename': ([path]) => posix.basename(path?.text ?? hole),
  'os.fspath': ([path]) => path?.text ?? hole,
  'pathlib.Path': (args) => (args.length === 0 ? '.' : joinPaths(args.map((each) => each.text))),
  'pathlib.PurePath': (args) => joinPaths(args.map((each) => each.text)),
  'pathlib.PosixPath': (args) => joinPaths(args.map((each) => each.text)),
  'pathlib.Path.home': () => '~',
  'pathlib.Path.cwd': () => '.',
  'os.getcwd': () => '.',
  'site.getusersitepackages': () => 'site-packages',
  'sysconfig.get_path': () => 'site-packages',
  'tempfile.mkdtemp': () => '/tmp/‹own›',
  'tempfile.gettempdir': () => '/tmp',
  'tempfile.TemporaryDirectory': () => '/tmp/‹own›',
  'tempfile.NamedTemporaryFile': () => '/tmp/‹own›/file',
  'tempfile.mkstemp': () => '/tmp/‹own›/file',
};

/** The usual form of an IPv4 address that is given as a number. */
const dotted = (number: number | undefined): string | undefined =>
  number !== undefined && number >= 0 && number <= 0xff_ff_ff_ff
    ? [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
    : undefined;

const isPath = (value: Value): boolean => value.path.startsWith('pathlib.');

/** Whether a value is a path object, whose `/` joins. */
export const joinsBySlash = (left: Value, right: Value): boolean => isPath(left) || isPath(right);

/** The path that `/` makes of two. */
export const slash = (left: Value, right: Value): Value => ({
  path: 'pathlib.Path()',
  labels: left.labels | right.labels,
  text: joinPaths([left.text, right.text]),
});

const shorten = (text: string): string => (text.length > longest ? text.slice(0, longest) : text);

/** The value of a call to a function of the standard library, where its arguments tell it. */
export const foldCall = (
  name: string,
  receiver: Value | undefined,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value | undefined => {
  const decoded = decode(name, args, receiver);
  if (decoded) {
    return decoded;
  }
  const labels = args.reduce((sum, arg) => sum | arg.labels, receiver?.labels ?? 0);
  if (Object.hasOwn(pathFunctions, name)) {
    const path = name.startsWith('pathlib.') ? 'pathlib.Path()' : `${name}()`;
    const isBase = name === 'os.path.basename';
    const kept = isBase ? labels & ~label.input : labels;
    return { path, labels: kept, text: shorten(pathFunctions[name]?.(args) ?? hole) };
  }
  const method = /\.?(\w+)$/.exec(name)?.[1] ?? '';
  if (receiver && isPath(receiver) && Object.hasOwn(listFiles, method)) {
    const text = listFiles[method]?.(receiver.text ?? hole, args[0]?.text) ?? hole;
    return { path: '', labels, items: [{ path: 'pathlib.Path()', labels, text }] };
  }
  if (/^glob\.i?glob$/.test(name) && args[0]?.text !== undefined) {
    return { path: '', labels, items: [textValue(args[0].text, labels)] };
  }
  if (/^airflow\.configuration\.(conf\.)?get\w*$/.test(name) && /^(dags|plugins)_folder$/.test(args[1]?.text ?? '')) {
    return textValue('‹dags›');
  }
  if (receiver && isPath(receiver) && Object.hasOwn(pathMethods, method)) {
    return { path: 'pathlib.Path()', labels, text: pathMethods[method]?.(receiver.text ?? hole, args) ?? hole };
  }
  if (receiver?.text !== undefined && receiver.path !== 'pathlib.Path()' && Object.hasOwn(stringMethods, method)) {
    const text = stringMethods[method]?.(receiver.text, args, keywords);
    const inside = (args[0]?.items ?? []).reduce((sum, item) => sum | item.labels, labels);
    const all = [...keywords.values()].reduce((sum, value) => sum | value.labels, inside);
    const hidden = method === 'translate' || method === 'swapcase' ? label.decoded : 0;
    return text === undefined ? { path: '', labels: all } : textValue(shorten(text), all | hidden);
  }
  if (name === 'site.getsitepackages') {
    return { path: '', labels: 0, items: [textValue('site-packages')] };
  }
  switch (name) {
    case 'builtins.chr':
      return args[0]?.number === undefined
        ? undefined
        : textValue(characterOf(args[0]) ?? hole, labels | label.decoded);
    case 'builtins.map': {
      const [each, list] = args;
      const items = list?.items?.map((item) => each && foldCall(each.path, undefined, [item], new Map()));
      return items?.every((item) => item !== undefined) ? { path: '', labels, items } : undefined;
    }
    case 'ipaddress.ip_address':
    case 'ipaddress.IPv4Address': {
      const [address] = args;
      const text = address?.text ?? dotted(address?.number);
      return text === undefined ? undefined : textValue(text, labels);
    }
    case 'builtins.ord': {
      const text = args[0]?.text;
      return text?.length === 1 ? { path: '', labels, number: text.charCodeAt(0) } : undefined;
    }
    case 'builtins.str':
      return args[0]?.text === undefined ? undefined : { ...args[0], path: '' };
    case 'builtins.bytes':
    case 'builtins.bytearray': {
      const text = joinItems('', args[0], characterOf);
      return text === undefined ? undefined : textValue(text, labels | label.decoded);
    }
    case 'builtins.reversed': {
      const text = args[0]?.text;
      return text === undefined
        ? undefined
        : {
            path: '',
            labels: labels | label.decoded,
            items: [...text].reverse().map((each) => textValue(each, label.decoded)),
          };
    }
    default:
      return undefined;
  }
};
