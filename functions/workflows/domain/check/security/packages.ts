import { misspeltPackage } from '../packages.ts';
import { fileLabels } from '../trace/sources.ts';
import { has, knownText, label, type Value } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { allArguments, onCalls, type Report } from './detector.ts';

const foreign =
  /(^|\s|["'=])((git|hg|svn|bzr)\+|https?:\/\/\S+\.(whl|zip|tar\.gz)|https?:\/\/\S+\/archive\/|file:\/\/)|--extra-index-url|--(index-url|find-links)[= ]\s*http:|(^|\s)-[if]\s+http:|--find-links|--trusted-host|PIP_EXTRA_INDEX_URL|@\s*((git|hg|svn)\+|https?:)/i;
const openIndex = /^http:|:\/\/\d{1,3}(\.\d{1,3}){3}/;
const install =
  /\b(pip[\d.]*|uv\s+pip|pipx|conda|mamba|poetry|easy_install|npm|apt(-get)?|yum|apk|gem)\s+(-\S+\s+)*(install|add|-i)\b/;
const pythonInstall = /\bpip[\d.]*\s+(-\S+\s+)*install\b/;

const report = (rule: Report['rule'], at: number, message: string): Report => ({ rule, at, message });

const requirementsOf = (value: Value | undefined): string[] =>
  value?.items ? value.items.map(knownText) : value?.text === undefined ? [] : value.text.split(/\n/);

const isForeign = (text: string): boolean => foreign.test(text) || openIndex.test(text);

const isolated =
  /(Virtualenv|ExternalPython)(Operator|BranchOperator)|\.(virtualenv|external_python|branch_virtualenv)$/;

/** Packages that are installed past the environment's own list. */
export const findPackageAbuse = onCalls(function* (call) {
  const isPath = /^(sys\.path\.(insert|append)|site\.addsitedir)$/.test(call.name);
  if (isPath && call.args.some(({ text }) => (fileLabels(text) & label.shared) !== 0 && !text?.includes('‹own›'))) {
    yield report('foreign-packages', call.at, 'Modules are imported from a folder that others may write to.');
  }
  const requirements = isolated.test(call.name) ? requirementsOf(call.keywords.get('requirements')) : [];
  const options = ['index_urls', 'pip_install_options'].flatMap((key) => requirementsOf(call.keywords.get(key)));
  const sources = [...requirements, options.join(' '), ...options].filter(isForeign);
  const isTwofold = (call.keywords.get('index_urls')?.items?.length ?? 0) > 1;
  const isChosen = has(call.keywords.get('requirements'), label.input);
  if (sources.length > 0 || (isolated.test(call.name) && (isTwofold || isChosen))) {
    yield report('foreign-packages', call.at, 'Packages are installed from where anybody may have put them.');
  }
  for (const requirement of requirements) {
    const near = misspeltPackage(/^[\w.-]+/.exec(requirement.trim())?.[0] ?? '');
    if (near) {
      yield report(
        'misspelt-package',
        call.at,
        `${requirement.trim()} is not ${near}, which is what people take it for.`,
      );
    }
  }
  const command = readCommand(call);
  if (!command && !/^pip\.(main|_internal\..*main)$|^pip\._internal/.test(call.name)) {
    return;
  }
  const texts = command
    ? textsOf(command).map(knownText)
    : [
        `pip ${allArguments(call)
          .flatMap((each) => each.items?.map(knownText) ?? [knownText(each)])
          .join(' ')}`,
      ];
  for (const text of texts) {
    if (!install.test(text)) {
      continue;
    }
    const names = (text.split(/\binstall\b/)[1] ?? '')
      .split(/[\s"']+/)
      .filter((word) => /^[A-Za-z][\w.-]*([=<>!~].*)?$/.test(word));
    const misspelt = pythonInstall.test(text)
      ? names.flatMap((name) => misspeltPackage(/^[\w.-]+/.exec(name)?.[0] ?? '') ?? [])
      : [];
    const isPinned =
      pythonInstall.test(text) &&
      (/(^|\s)-r\s/.test(text)
        ? /--require-hashes/.test(text)
        : names.length > 0 && names.every((name) => /==/.test(name)));
    const isApart = /\s(--target|-t|--prefix)[\s=]|venv|virtualenv|‹own›|bin\/pip/.test(text);
    if (isForeign(text)) {
      yield report('foreign-packages', call.at, 'Packages are installed from where anybody may have put them.');
    } else if (misspelt.length > 0) {
      yield report('misspelt-package', call.at, `A package is installed whose name is taken for ${misspelt[0]}.`);
    } else if (command?.isLocal !== false && !(isPinned && isApart)) {
      yield report('foreign-packages', call.at, 'Packages are installed into the running environment, unchecked.');
    }
  }
});
