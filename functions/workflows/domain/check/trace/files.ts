import type { Machine } from './machine.ts';
import { fileLabels } from './sources.ts';
import { type Call, hole, label, labelsOf, unknown, type Value, withLabels } from './values.ts';

/** Functions that open a file. */
export const openers =
  /^(builtins\.open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|tarfile\.(open|TarFile|TarFile\.open)|zipfile\.ZipFile|shelve\.open|os\.fdopen)$/;

/** Functions that put what comes over the network into the file named by an argument, by position or keyword. */
const downloads: readonly (readonly [RegExp, number, string])[] = [
  [/^urllib\.request\.urlretrieve$|^wget\.download$|^gdown\.download$/, 1, 'filename'],
  [/\.download_file$/, 2, 'Filename'],
  [/\.(retrieve_file|get_file|download|fget_object)$/, 1, 'filename'],
  [/^(paramiko|pysftp)\..*\.get$/, 1, 'localpath'],
  [/^git\.Repo\.clone_from$|^dulwich\.porcelain\.clone$/, 1, 'to_path'],
  [/^huggingface_hub\.\w+download$/, 9, 'local_dir'],
];

const recordWrite = (machine: Machine, path: string | undefined, labels: number): void => {
  if (path !== undefined && path.replaceAll(hole, '') !== '') {
    machine.files.set(path, (machine.files.get(path) ?? 0) | labels);
  }
};

/** Notes what a call puts into which file. */
export const followWrites = (machine: Machine, call: Call): void => {
  const { name, receiver, args, keywords } = call;
  const [first, second] = args;
  if (receiver && /\.write(lines)?$/.test(name) && receiver.made && openers.test(receiver.made.name)) {
    recordWrite(machine, receiver.made.args[0]?.text, first ? labelsOf(first) : 0);
  } else if (receiver && /\.write_(text|bytes)$/.test(name)) {
    recordWrite(machine, receiver.text, first ? labelsOf(first) : 0);
  } else if (name === 'shutil.copyfileobj') {
    recordWrite(machine, second?.made?.args[0]?.text, first ? labelsOf(first) : 0);
  } else if (/^shutil\.(copy\w*|move)$|^os\.(rename|replace|link|symlink)$/.test(name)) {
    recordWrite(machine, second?.text, first ? labelsOf(first) | fileLabels(first.text) : 0);
  }
  if (/\.(extractall|extract)$/.test(name) && receiver) {
    recordWrite(
      machine,
      (keywords.get('path') ?? args[name.endsWith('all') ? 0 : 1])?.text,
      labelsOf(receiver) & label.network,
    );
  } else if (name === 'shutil.unpack_archive') {
    recordWrite(machine, (keywords.get('extract_dir') ?? second)?.text, first ? labelsOf(first) & label.network : 0);
  }
  for (const [pattern, index, keyword] of downloads) {
    if (pattern.test(name)) {
      recordWrite(machine, (keywords.get(keyword) ?? args[index])?.text, label.network);
    }
  }
};

/** What the modules of databases in files put behind a name. */
const databaseSuffix = /\.(db|dat|dir|pag|bak)$/;

/** What was written to a file, or to a folder above it. */
export const writtenTo = (machine: Machine, path: string | undefined): number => {
  let labels = 0;
  for (const [written, more] of path === undefined ? [] : machine.files) {
    const isSame = path === written || path === written.replace(databaseSuffix, '');
    labels |= isSame || path?.startsWith(`${written}/`) ? more : 0;
  }
  return labels;
};

/** A path that something was written to carries what was written. */
export const withFile = (machine: Machine, value: Value): Value => {
  if (machine.files.size === 0) {
    return value;
  }
  const { items, text } = value;
  const isConcerned = items?.some((item) => writtenTo(machine, item.text) !== 0);
  return items && isConcerned
    ? { ...value, items: items.map((item) => withLabels(item, writtenTo(machine, item.text))) }
    : withLabels(value, writtenTo(machine, text));
};

/** What opening a file gives: something that holds what was written there. */
export const openFile = (machine: Machine, call: Call): Value => {
  const [path] = call.args;
  const mode = (call.keywords.get('mode') ?? call.args[1])?.text ?? 'r';
  const isWritten = /[wax]/.test(mode) && !call.name.startsWith('codecs');
  const content = isWritten ? 0 : fileLabels(path?.text) | writtenTo(machine, path?.text);
  const wrapped =
    path?.path === 'builtins.open()' || /fileobj/.test([...call.keywords.keys()].join())
      ? labelsOf(path ?? unknown)
      : 0;
  const labels = content | wrapped | ((path?.labels ?? 0) & ~label.input);
  const fileobj = call.keywords.get('fileobj');
  return { path: `${call.name}()`, labels: labels | (fileobj ? labelsOf(fileobj) : 0), made: call };
};
