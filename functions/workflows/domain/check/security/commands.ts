import { type Call, hole, labelsOf, unknown, type Value } from '../trace/values.ts';
import { argument } from './detector.ts';

/** What a call runs in another process. */
export interface Command {
  /** Text that a shell reads. */
  readonly shell: readonly Value[];
  /** Text that an interpreter reads. */
  readonly code: readonly Value[];
  /** The program and its arguments, where there is no shell. */
  readonly words: readonly Value[];
  /** Whether it runs here, rather than in a container or on another machine. */
  readonly isLocal: boolean;
}

const shellFunctions =
  /^(os\.(system|popen)|subprocess\.(getoutput|getstatusoutput)|commands\.getoutput|asyncio\.(subprocess\.)?create_subprocess_shell|pexpect\.(spawn|run))$/;
const processFunctions =
  /^(subprocess\.(run|call|check_call|check_output|Popen)|asyncio\.(subprocess\.)?create_subprocess_exec|pty\.spawn|os\.(exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|.*SubprocessHook\(\)\.run_command)$/;
const bashOperators = /(^|\.)BashOperator$|(^|\.)BashSensor$|\.task\.bash(_cmd)?\b.*\.command$/;
const remoteCommands =
  /(^|\.)(SSHOperator|DockerOperator|DockerSwarmOperator|KubernetesPodOperator|ECSOperator)$|\.(exec_command|exec_ssh_client_command|run_line_magic)$|^(fabric|invoke)\..*\.(run|sudo)$|\.SSHHook\(\)\.get_conn\(\)\.exec_command$/;

const shells = /^(.*\/)?(ba|z|k|da|a)?sh$/;
const interpreters = /^(.*\/)?(python[\d.]*|perl|ruby|node|php)$/;

const isPython = (word: Value | undefined): boolean =>
  word?.path === 'sys.executable' || interpreters.test(word?.text ?? '');

/** `bash -c TEXT` and `python -c TEXT`, also behind `sudo`, `timeout 10` and the like. */
const readWords = (words: readonly Value[]): Pick<Command, 'shell' | 'code' | 'words'> => {
  const start = words.findIndex((word) => shells.test(word.text ?? '') || isPython(word));
  const isShell = shells.test(words[start]?.text ?? '');
  const given = isShell ? /^-[a-zA-Z]*c[a-zA-Z]*$/ : /^-\w*[cepr]$|^--(eval|print)$/;
  const option = words.findIndex((word, index) => index > start && given.test(word.text ?? ''));
  const text = start === -1 || option === -1 ? undefined : words[option + 1];
  if (!text) {
    return { shell: [], code: [], words };
  }
  return isShell ? { shell: [text], code: [], words } : { shell: [], code: [text], words };
};

const nothing: Command = { shell: [], code: [], words: [], isLocal: true };

/** Labels of the parts and the parts' texts, as one line. */
export const lineOf = (words: readonly Value[]): Value => ({
  path: '',
  labels: words.reduce((sum, word) => sum | labelsOf(word), 0),
  text: words.map((word) => word.text ?? (word.path === 'sys.executable' ? 'python' : hole)).join(' '),
});

/** What a call runs, or nothing where it starts no process. */
export const readCommand = (call: Call): Command | undefined => {
  const { name, args, keywords } = call;
  if (shellFunctions.test(name)) {
    return { ...nothing, shell: [argument(call, 0, 'cmd', 'command') ?? unknown] };
  }
  if (bashOperators.test(name)) {
    return { ...nothing, shell: [argument(call, 0, 'bash_command') ?? unknown] };
  }
  if (remoteCommands.test(name)) {
    const parts = ['command', 'cmds', 'arguments', 'cmd'].flatMap((key) => keywords.get(key) ?? []);
    const given = parts.length > 0 ? parts : args.slice(0, 1);
    const words = given.flatMap((each) => each.items ?? []);
    const texts = given.filter((each) => !each.items);
    const read = readWords(words);
    return { ...read, shell: [...texts, ...read.shell], isLocal: false };
  }
  if (!processFunctions.test(name)) {
    return undefined;
  }
  const isSpread = /create_subprocess_exec|os\.(exec|spawn)l/.test(name);
  const first = argument(call, 0, 'args', 'command');
  const words = isSpread ? args : (first?.items ?? args.find((each) => each.items)?.items);
  const isShell = keywords.get('shell')?.path === 'builtins.True';
  if (isShell) {
    return { ...nothing, shell: first?.items ? [lineOf(first.items)] : [first ?? unknown] };
  }
  return words ? { ...nothing, ...readWords(words) } : { ...nothing, words: first ? [first] : [] };
};

/** Characters that patterns are given at a time, whose time grows with the square of them; pieces overlap by half. */
const longestPiece = 8_000;

const piecesOf = (value: Value): Value[] => {
  const { text = '' } = value;
  return text.length <= longestPiece
    ? [value]
    : Array.from({ length: Math.ceil(text.length / (longestPiece / 2)) - 1 }, (_, index) => {
        const from = (index * longestPiece) / 2;
        return { ...value, text: text.slice(from, from + longestPiece) };
      });
};

/** All texts of a command, for patterns. */
export const textsOf = ({ shell, code, words }: Command): Value[] =>
  [...shell, ...code, ...(words.length > 0 ? [lineOf(words)] : [])].flatMap(piecesOf);

/** The file that a command runs as a program or script. */
export const programOf = ({ words }: Command): Value | undefined => {
  const [first, second] = words;
  const isInterpreted = first !== undefined && (shells.test(first.text ?? '') || isPython(first));
  const script = words.slice(1).find((word) => !word.text?.startsWith('-'));
  return isInterpreted ? script : /sudo|nohup|setsid|env/.test(first?.text ?? '') ? second : first;
};
