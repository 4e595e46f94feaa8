import { type Call, has, hole, knownText, label, type Value } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { argument, onCalls, type Report } from './detector.ts';

/** Folders of Airflow and of the files it reads as DAGs. */
const dagFolder =
  /‹dags›|(^|\/)airflow\/(dags|plugins)(\/|$)|AIRFLOW_HOME|AIRFLOW__CORE__DAGS_FOLDER|\$\{?DAGS_FOLDER|airflow_local_settings|(^|\/)airflow\/(airflow\.cfg|webserver_config\.py|airflow\.db)/;

/** Where a task has no business writing. */
const outside =
  /^(\/(etc|usr|bin|sbin|lib\d*|boot|root|sys|proc|var\/(spool|lib|www|log|run)|run|opt\/(?!.*‹own›)|home)(\/|$)|~|\$HOME|\/$|\/var$|\/opt$)|(^|\/)\.(ssh|bashrc|bash_profile|profile|zshrc|aws|kube|docker|config|gitconfig|pip|local|netrc|pgpass)(\/|$)|site-packages|dist-packages|sitecustomize\.py|usercustomize\.py|\.pth$|(^|\/)cron(tab|\.d|\.daily|\.hourly)?(\/|$)|systemd\/|authorized_keys|ld\.so\.preload|^\/dev\/(sd|nvme|k?mem)/;

/** A DAG file or plug-in in the bucket that Airflow reads. */
const dagObject = /(^|[:/])(dags|plugins)\/[^\s]*\.(py|zip)$|(^|\/)plugins\.zip$/;
const storing =
  /\.(put_object|upload_file\w*|delete_objects?|copy_object|load_(string|bytes|file|file_obj)|upload|delete_key|delete)$/;

const climbing = /(^|\/)\.\.(\/|$)/;

interface Written {
  readonly path: Value;
  readonly how: 'written' | 'deleted';
}

const pathAt = (call: Call, index: number, ...names: readonly string[]): Written[] => {
  const path = argument(call, index, ...names);
  return path ? [{ path, how: 'written' }] : [];
};

const isWriteMode = (mode: Value | undefined): boolean => mode?.text !== undefined && /[wax+]/.test(mode.text);

/** The files that a call writes, moves or deletes. */
export const readWrites = (call: Call): Written[] => {
  const { name, receiver } = call;
  if (/^(builtins|io|codecs|gzip|bz2|lzma)\.open$/.test(name)) {
    return isWriteMode(argument(call, 1, 'mode')) ? pathAt(call, 0, 'file', 'filename') : [];
  }
  if (receiver?.path.startsWith('pathlib.')) {
    const method = /\w+$/.exec(name)?.[0] ?? '';
    const isOpened = method === 'open' && isWriteMode(argument(call, 0, 'mode'));
    if (isOpened || /^(write_text|write_bytes|touch|mkdir|symlink_to|hardlink_to|chmod)$/.test(method)) {
      return [{ path: receiver, how: 'written' }];
    }
    if (/^(rename|replace)$/.test(method)) {
      return [{ path: receiver, how: 'deleted' }, ...pathAt(call, 0, 'target')];
    }
    return /^(unlink|rmdir)$/.test(method) ? [{ path: receiver, how: 'deleted' }] : [];
  }
  if (/^os\.(remove|unlink|rmdir|removedirs|truncate)$|^shutil\.rmtree$/.test(name)) {
    return pathAt(call, 0, 'path').map(({ path }) => ({ path, how: 'deleted' }));
  }
  if (/^shutil\.(copy\w*|move)$|^os\.(rename|replace|renames|symlink|link)$/.test(name)) {
    return pathAt(call, 1, 'dst');
  }
  if (/^os\.(makedirs|mkdir|chmod|chown|open|mknod|mkfifo)$/.test(name)) {
    return pathAt(call, 0, 'path', 'name');
  }
  if (/\.(extractall|extract)$|^shutil\.unpack_archive$/.test(name)) {
    return name.startsWith('shutil')
      ? pathAt(call, 1, 'extract_dir')
      : pathAt(call, name.endsWith('all') ? 0 : 1, 'path');
  }
  if (/\.(download_file|retrieve_file|urlretrieve)$/.test(name)) {
    return pathAt(call, name.endsWith('urlretrieve') ? 1 : 2, 'filename', 'Filename', 'local_path');
  }
  return /\.(to_csv|to_parquet|to_pickle|to_json|savez?|dump_to_file)$/.test(name)
    ? pathAt(call, 0, 'path_or_buf', 'path')
    : [];
};

const shellWrites =
  /(>>?|\btee\s+(-a\s+)?|\b(cp|mv|install|ln|rsync)\b[^\n;|&]*\s)\s*["']?(\/(etc|usr|bin|sbin|lib|boot|root|var\/spool|opt\/airflow|home\/\w+\/\.)|~\/\.|\$\{?HOME\}?\/\.|\$\{?AIRFLOW_HOME|\$\{?AIRFLOW__CORE__DAGS)|\bcrontab\s+(-(?!l)|[^-\s]|<)|\|\s*crontab\b|\b(useradd|usermod|adduser|passwd|chpasswd|visudo|setcap)\b|\bsystemctl\s+(enable|daemon-reload|link)|\bchmod\s+\S*(u\+s|\+s|4\d{3})|\brm\s+-\w*[rf]\w*\s+(-\S+\s+)*["']?(\/(\s|\*|$|etc|usr|var(?!\/tmp)|opt|home|root|lib|bin)|~|\$\{?HOME|\$\{?AIRFLOW_HOME)|\bsed\s+-i\S*\s[^\n]*\s["']?(\/(etc|opt|usr)|\$\{?AIRFLOW_HOME|\$\{?AIRFLOW__CORE__DAGS)|\bdd\b[^\n]*of=\/dev\/|\bmkfs|authorized_keys|ld\.so\.preload/;

const report = (at: number, rule: Report['rule'], message: string): Report => ({ rule, at, message });

/** Writing, moving or deleting where a task has no business. */
export const findOutsideWrites = onCalls(function* (call) {
  for (const { path, how } of readWrites(call)) {
    const text = knownText(path);
    if (dagFolder.test(text) || /settings\.DAGS_FOLDER|DAGS_FOLDER/.test(path.path)) {
      yield report(
        call.at,
        'other-dags-changed',
        `A file of Airflow's or of other workflows is ${how}: ${text.replaceAll(hole, '…')}.`,
      );
    } else if (outside.test(text) || climbing.test(text)) {
      yield report(
        call.at,
        'write-outside',
        `A file outside the task's own folders is ${how}: ${text.replaceAll(hole, '…')}.`,
      );
    } else if (has(path, label.input)) {
      yield report(call.at, 'write-outside', `Whoever triggers the run decides which file is ${how}.`);
    }
  }
  if (/(^|\.)crontab\.CronTab\(\)\.(write|new)$/.test(call.name)) {
    yield report(call.at, 'write-outside', "The account's crontab is changed.");
  }
  const keys = ['Key', 'key', 'dest_key', 'blob_name', 'object_name', 'dest_bucket_key'].flatMap(
    (each) => call.keywords.get(each) ?? [],
  );
  if (storing.test(call.name) && [...call.args, ...keys].some((value) => dagObject.test(knownText(value)))) {
    yield report(call.at, 'other-dags-changed', 'A workflow is changed where Airflow takes it from.');
  }
  const isArchive = /^(tarfile|zipfile|shutil)\..*\.?(extractall|extract|unpack_archive)$/.test(call.name);
  const isFiltered = call.keywords.has('filter') || call.keywords.has('members') || call.name.startsWith('zipfile');
  const source = call.name === 'shutil.unpack_archive' ? call.args[0] : call.receiver;
  if (isArchive && !isFiltered && has(source, label.network | label.shared | label.input)) {
    yield report(call.at, 'write-outside', 'An archive of somebody else decides where its files are written.');
  }
  const command = readCommand(call);
  for (const text of command?.isLocal ? textsOf(command) : []) {
    const line = knownText(text);
    if (shellWrites.test(line)) {
      yield /airflow|dags/i.test(shellWrites.exec(line)?.[0] ?? '')
        ? report(call.at, 'other-dags-changed', "A command writes to Airflow's own folders.")
        : report(call.at, 'write-outside', "A command writes outside the task's own folders.");
    }
  }
});
