import { has, hole, knownText, label } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { allArguments, onCalls, type Report } from './detector.ts';
import { codeFunctions } from './downloaded-code.ts';

/** What nobody hides without a reason. */
const powerful =
  /^(builtins\.(exec|eval|compile|__import__)|os\.(system|popen|exec\w+|spawn\w+|fork|dup2|remove|unlink|environ)|subprocess\.\w+|socket\.\w+|pty\.spawn|shutil\.rmtree|ctypes\.\w+|marshal\.loads|pickle\.loads?)$/;

const decodedShell =
  /\b(base64\s+(-d|-D|--decode)|xxd\s+-r|openssl\s+(enc|base64)\s+[^|]*-d|gunzip|zcat|rev|tr\s+['"]?[A-Za-z]-?[A-Za-z]\S*)\b[^\n;]*\|\s*(sudo\s+)?(ba|z|da)?(sh|python[\d.]*|perl)\b|\beval\s+["']?(\$\(|`)[^)`]*\b(base64|xxd|rev|printf)\b|(ba|z|da)?sh\s+(-c\s+)?["']?(\$\(|<\(|<<<)[^)]*\b(base64|xxd|printf)\b|(\\x[0-9a-f]{2}){6,}|\$\{IFS\}|(\$'(\\\d{3}){4,})/is;

const report = (at: number, message: string): Report => ({ rule: 'obfuscated-code', at, message });

/** Code or names that are hidden from whoever reads the source. */
export const findObfuscatedCode = onCalls(function* (call) {
  const name = call.name.replace('builtins.', '');
  if (
    (codeFunctions.test(call.name) || call.name === 'marshal.loads') &&
    allArguments(call).some((arg) => has(arg, label.decoded))
  ) {
    yield report(call.at, `${name} is given something that stands encoded in the source.`);
  }
  const [code] = call.args;
  const isKnown = code?.text !== undefined && !code.isLiteral && code.path === '' && !code.text.includes(hole);
  const isAssembled = isKnown && /^builtins\.(exec|eval|compile)$/.test(call.name);
  if (isAssembled || (/^(c?pickle|marshal)\.loads$/i.test(call.name) && code?.isLiteral)) {
    yield report(call.at, `${name} is given a text that is put together from pieces, or bytes that nobody can read.`);
  }
  if ((call.callee.labels & label.obscured) !== 0 && powerful.test(call.name)) {
    yield report(call.at, `${name} is called by a name that is put together at run time.`);
  }
  if ((call.callee.labels & label.decoded) !== 0 && powerful.test(call.name)) {
    yield report(call.at, `${name} is called by a name that stands encoded in the source.`);
  }
  if (/^builtins\.(object|type\.__\w+__(\[[^\]]*\])?)\.__subclasses__$/.test(call.name)) {
    yield report(call.at, 'Every class in memory is gone through, which is how one gets at what is not named.');
  }
  const command = readCommand(call);
  if (!command) {
    return;
  }
  if ([...command.shell, ...command.code, ...command.words.slice(0, 1)].some((text) => has(text, label.decoded))) {
    yield report(call.at, 'A command stands encoded in the source.');
  } else if (textsOf(command).some((text) => decodedShell.test(knownText(text)))) {
    yield report(call.at, 'A command decodes what it then runs.');
  }
});
