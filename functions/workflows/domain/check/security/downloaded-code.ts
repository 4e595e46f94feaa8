import { has, knownText, label, type Value } from '../trace/values.ts';
import { programOf, readCommand, textsOf } from './commands.ts';
import { allArguments, onCalls, type Report } from './detector.ts';

/** Functions that run what they are given, as code or as a module. */
export const codeFunctions =
  /^(builtins\.(exec|eval|compile|__import__)|runpy\.run_(path|module)|importlib\.(import_module|util\.(spec_from_file_location|module_from_spec)|machinery\.\w+Loader)|imp\.load_\w+|types\.(FunctionType|CodeType)|code\.interact|code\.InteractiveInterpreter\(\)\.run\w+|ctypes\.(CDLL|cdll\.LoadLibrary|PyDLL)|zipimport\.zipimporter|timeit\.timeit|_?pickle\.loads?)$|\.exec_module$/;

const fetchers = String.raw`(curl|wget|fetch|aria2c|http|lwp-request|aws\s+s3\s+cp\s+\S+\s+-(?=\s*\|))`;
const interpreter = String.raw`(sudo\s+(-\S+\s+)*)?(/(usr/)?bin/)?(env\s+)?(ba|z|k|da)?(sh|python[\d.]*|perl|ruby|node|php)\b`;

/** A download that goes straight into an interpreter. */
const pipedDownload = new RegExp(
  [
    // A stage begins with what is no space, so that there is one way only to read a pipeline.
    String.raw`${fetchers}[^\n;&|]*\|\s*(([^|\n;\s][^|\n;]*)?\|\s*)*${interpreter}`,
    String.raw`${interpreter}\s+(-\w+\s+)?(["']?\$\(|<\(|["']?${'`'})\s*${fetchers}\b`,
    String.raw`\beval\s+["']?(\$\(|${'`'})\s*${fetchers}\b`,
    String.raw`(source|\.)\s+<\(\s*${fetchers}\b`,
    String.raw`python[\d.]*\s+-c\s.*\b(exec|eval)\b.*\b(urlopen|requests|urllib)`,
  ].join('|'),
  's',
);

const downloadedFile =
  /(?:curl|wget|aria2c|aws\s+s3\s+cp)[^\n;|&]*?(?:-[a-zA-Z]*[oO]\s*|--output(?:-document)?[= ]\s*|>\s*|s3:\/\/\S+\s+)["']?([^\s"';|&-][^\s"';|&]*)/g;

/** A download that is compared with what it should be before it is run. */
const verified =
  /\b(sha(256|512)sum|shasum|md5sum)\b[^\n]*(-c|--check)|\bgit\b[^\n;]*\bcheckout\s+(--detach\s+)?[0-9a-f]{40}|gpg\s+--verify|cosign\s+verify|minisign\s+-V/;

/** A repository or archive that is fetched. */
const fetchedFolder = /\bgit\s+clone\b|\b(curl|wget)\b[^\n;]*?\|\s*(sudo\s+)?(tar|unzip|bsdtar|gunzip|cpio)\b/;

const runsOwn = /\b((ba|z|da)?sh|python[\d.]*)\s+(?![-/$"'])|\bmake\b|(^|[\s;&])\.\/|\bpip\s+install/;

/** A repository or archive that is fetched, and then something in it run. */
const runsFetchedFolder = (text: string): boolean => {
  const fetched = fetchedFolder.exec(text);
  const rest = fetched ? text.slice(fetched.index + fetched[0].length) : '';
  const end = rest.search(/&&|;|\n/);
  return end !== -1 && runsOwn.test(rest.slice(end + 1));
};

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const namedByAddress =
  /\b(?:wget\b(?![^\n;&|]*\s-\w*O)|curl\b(?=[^\n;&|]*\s(?:-\w*O|--remote-name)))[^\n;&|]*?https?:\/\/[^\s"';&|]*\/([\w.-]+)/g;

const isRunAfter = (text: string, download: string, file: string): boolean => {
  const rest = text.slice(text.indexOf(download) + download.length);
  const name = escapeText(file.replace(/^\.\//, ''));
  const runner = String.raw`((^|[\n;&|]\s*)(sudo\s+|nohup\s+|exec\s+)*(\./)?${name}(\s|;|&|$)|(${interpreter}|source|\.|chmod\s+\S*(\+\w*x|[1357])\S*)\s+(-\S+\s+)*["']?(\./)?${name})`;
  return new RegExp(runner, 'm').test(rest);
};

/** A download into a file that is run afterwards. */
const runsDownloadedFile = (text: string): boolean =>
  [...text.matchAll(downloadedFile), ...text.matchAll(namedByAddress)].some(([whole, file = '']) =>
    isRunAfter(text, whole, file),
  );

const report = (at: number, message: string): Report => ({ rule: 'downloaded-code', at, message });

const isFetched = (value: Value | undefined): boolean => has(value, label.network);

/** Code that comes over the network and is run. */
export const findDownloadedCode = onCalls(function* (call) {
  if (codeFunctions.test(call.name) && allArguments(call).some(isFetched)) {
    yield report(call.at, `What comes over the network is run by ${call.name.replace('builtins.', '')}.`);
  }
  if (call.name === 'sys.path.insert' || call.name === 'sys.path.append' || call.name === 'site.addsitedir') {
    if (call.args.some(isFetched)) {
      yield report(call.at, 'Modules are imported from where something was downloaded to.');
    }
  }
  if (call.keywords.get('trust_remote_code')?.path === 'builtins.True' || call.name === 'torch.hub.load') {
    yield report(call.at, 'A model brings code along, which is run.');
  }
  const command = readCommand(call);
  if (!command) {
    return;
  }
  const runsFetched = [...command.shell, ...command.code].some(isFetched) || isFetched(programOf(command));
  const texts = textsOf(command).map(knownText);
  const isVerified = texts.some((text) => verified.test(text));
  const isPiped = texts.some(
    (text) => pipedDownload.test(text) || (!isVerified && (runsDownloadedFile(text) || runsFetchedFolder(text))),
  );
  const isCloned = has(call.keywords.get('cwd'), label.network);
  if (runsFetched || isPiped || isCloned) {
    yield report(call.at, 'A command runs what it downloads.');
  }
});
