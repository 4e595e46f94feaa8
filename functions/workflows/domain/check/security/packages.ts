import { misspeltPackage } from '../dependencies/package-names.ts';
import { readRequirement } from '../dependencies/requirement.ts';
import { isIsolated, textsIn } from '../dependencies/task-requirements.ts';
import { fileLabels } from '../trace/sources.ts';
import { type Call, has, hole, knownText, label } from '../trace/values.ts';
import { type Command, readCommand, textsOf } from './commands.ts';
import { allArguments, type Detector, onCalls } from './detector.ts';

const foreign =
  /(^|\s|["'=])((git|hg|svn|bzr)\+|https?:\/\/\S+\.(whl|zip|tar\.gz)|https?:\/\/\S+\/archive\/|file:\/\/)|--extra-index-url|--(index-url|find-links)[= ]\s*http:|(^|\s)-[if]\s+http:|--find-links|--trusted-host|PIP_EXTRA_INDEX_URL|@\s*((git|hg|svn)\+|https?:)/i;
const openIndex = /^http:|:\/\/\d{1,3}(\.\d{1,3}){3}/;
const install =
  /\b(pip[\d.]*|uv\s+pip|pipx|conda|mamba|poetry|easy_install|npm|apt(-get)?|yum|apk|gem)\s+(-\S+\s+)*(install|add|-i)\b/;
const pythonInstall = /\bpip[\d.]*\s+(-\S+\s+)*install\b/;

const isForeign = (text: string): boolean => foreign.test(text) || openIndex.test(text);

const nearOf = (requirement: string): string | undefined => {
  const { name } = readRequirement(requirement.trim()) ?? {};
  return name === undefined ? undefined : misspeltPackage(name);
};

const fromAnywhere = 'Packages are installed from where anybody may have put them.';

/** Folders that others may write to, as a source of modules. */
const findSharedPaths = onCalls(function* ({ name, args, at }) {
  const isPath = /^(sys\.path\.(insert|append)|site\.addsitedir)$/.test(name);
  if (isPath && args.some(({ text }) => (fileLabels(text) & label.shared) !== 0 && !text?.includes('‹own›'))) {
    yield { rule: 'foreign-packages', at, message: 'Modules are imported from a folder that others may write to.' };
  }
});

/** What tasks have installed in environments of their own. */
const findTaskPackages = onCalls(function* (call) {
  const { keywords, at } = call;
  const listed = (name: string): string[] => textsIn(keywords.get(name)).map((text) => text ?? hole);
  const options = ['index_urls', 'pip_install_options'].flatMap(listed);
  const requirements = isIsolated(call) ? listed('requirements') : [];
  const isTwofold = (keywords.get('index_urls')?.items?.length ?? 0) > 1;
  const isChosen = has(keywords.get('requirements'), label.input);
  const isOpen = isIsolated(call) && (isTwofold || isChosen);
  if (isOpen || [...requirements, options.join(' '), ...options].some(isForeign)) {
    yield { rule: 'foreign-packages', at, message: fromAnywhere };
  }
  for (const requirement of requirements) {
    const near = nearOf(requirement);
    if (near !== undefined) {
      const message = `${requirement.trim()} is not ${near}, which is what people take it for.`;
      yield { rule: 'misspelt-package', at, message };
    }
  }
});

/** The lines that install something, of a command or of a call of pip itself. */
const installsOf = (call: Call, command: Command | undefined): string[] => {
  const words = allArguments(call).flatMap((each) => each.items?.map(knownText) ?? [knownText(each)]);
  const isPip = /^pip\.main$|^pip\._internal/.test(call.name);
  const lines = command ? textsOf(command).map(knownText) : isPip ? [`pip ${words.join(' ')}`] : [];
  return lines.filter((line) => install.test(line));
};

const isPinned = (line: string, names: readonly string[]): boolean =>
  /(^|\s)-r\s/.test(line) ? /--require-hashes/.test(line) : names.length > 0 && names.every((name) => /==/.test(name));

const isApart = (line: string): boolean => /\s(--target|-t|--prefix)[\s=]|venv|virtualenv|‹own›|bin\/pip/.test(line);

/** What is installed by a command while a task runs. */
const findInstalls = onCalls(function* (call) {
  const { at } = call;
  const command = readCommand(call);
  for (const line of installsOf(call, command)) {
    const isPython = pythonInstall.test(line);
    const words = (line.split(/\binstall\b/)[1] ?? '').split(/[\s"']+/);
    const names = isPython ? words.filter((word) => /^[A-Za-z][\w.-]*([=<>!~].*)?$/.test(word)) : [];
    const near = names.flatMap((name) => nearOf(name) ?? [])[0];
    if (isForeign(line)) {
      yield { rule: 'foreign-packages', at, message: fromAnywhere };
    } else if (near !== undefined) {
      yield { rule: 'misspelt-package', at, message: `A package is installed whose name is taken for ${near}.` };
    } else if (command?.isLocal !== false && !(isPinned(line, names) && isApart(line))) {
      const message = 'Packages are installed into the running environment, unchecked.';
      yield { rule: 'foreign-packages', at, message };
    }
  }
});

/** Packages that are installed past the environment's own list. */
export const findPackageAbuse: Detector = function* (events) {
  yield* findSharedPaths(events);
  yield* findTaskPackages(events);
  yield* findInstalls(events);
};
