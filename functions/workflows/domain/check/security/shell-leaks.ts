import { posix } from 'node:path';
import { secretFile, secretName, templateSecret } from '../trace/sources.ts';
import { badTarget } from './network.ts';
import { type Pipeline, readShell, type ShellCommand } from './shell-text.ts';

/** Programs that send what they are given to somebody else. */
const senders =
  /^(.*\/)?(curl|wget|nc|ncat|netcat|socat|ssh|scp|sftp|rsync|aws|gsutil|gcloud|az|rclone|mail|mailx|mutt|sendmail|nslookup|dig|host|ping|telnet|ftp|lftp|https?|openssl|mosquitto_pub)$/;
const wrappers = /^(.*\/)?(sudo|env|nohup|exec|time|timeout|command|setsid|nice|then|do|else|if|while|until|!)$/;
const printers =
  /^(.*\/)?(cat|tac|head|tail|less|base(32|64)|xxd|od|hexdump|gzip|bzip2|xz|tar|zip|grep|e?grep|awk|sed|cut|tr|jq|yq|sort|strings|cp|mv|dd|echo|printf|gpg|openssl)$/;
const keepers = /^(.*\/)?(cp|mv|tar|zip|gzip|install|dd|ln)$/;

/** Options whose value signs in, or says how to. */
const signInOptions =
  /^(-H|--header|-u|--user|--password|-p|-i|--netrc-file|--cert|--cacert|--key|-E|--oauth2-bearer|--proxy-user|-e|--rsh|-o|--http-user|--http-password|--profile|-pass|-passin)$/;
const signInWord = /^(-H|--header|-u|--user|--http-password|--oauth2-bearer)(?=.)/;
const loginAddress = /^https?:\/\/[^\s]*(oauth|token|log-?in|\bauth|session|signin|identity|\bsts\b)/i;

/** Programs that print credentials, by the words they are called with. */
const secretTools =
  /^(env|printenv|set|export -p|declare -[xp]+)$|^printenv \w*(secret|token|password|key)|airflow (connections|variables|config) (export|list|get)|secretsmanager get-secret-value|ssm get-parameters?\b.*--with-decryption|aws configure (get|export)|kubectl (-\S+ )*get secrets?\b|vault (kv )?(get|read)\b|gcloud auth (application-default )?print-(access|identity)-token|az account get-access-token|(aws )?sts (assume-role|get-session-token)|gh auth token/i;

/** What is known while a text is gone through. */
interface State {
  folder: string;
  readonly variables: Set<string>;
  readonly files: Set<string>;
}

const mostNested = 3;

const withoutWrappers = (words: readonly string[]): readonly string[] => {
  let from = 0;
  while (
    from < words.length &&
    (wrappers.test(words[from] ?? '') || (from > 0 && /^(-\S+|\d+\w?|\w+=.*)$/.test(words[from] ?? '')))
  ) {
    from += 1;
  }
  return words.slice(from);
};

const isSecretPath = (state: State, written: string): boolean => {
  const path = posix.join(written.startsWith('/') || written.startsWith('~') ? '' : state.folder, written);
  return state.files.has(path) || secretFile.test(path) || (state.folder !== '' && secretFile.test(written));
};

const variable = /\$\{?(\w+)/g;
const inner = /\$\(([\s\S]*)\)|`([^`]*)`/;

/** Whether a word holds a credential when the shell has filled it in. */
const isSecretWord = (state: State, word: string, depth: number): boolean => {
  if (templateSecret.test(word)) {
    return true;
  }
  const nested = inner.exec(word);
  const text = nested?.[1] ?? nested?.[2];
  if (
    text !== undefined &&
    depth < mostNested &&
    readShell(text).some((each) => printsSecret(state, each, depth + 1))
  ) {
    return true;
  }
  const names = [...word.matchAll(variable)].map(([, name = '']) => name);
  return names.some(
    (name) => state.variables.has(name) || (secretName.test(name) && !/_(FILE|PATH|URL|NAME|ID)$/.test(name)),
  );
};

/** Whether a word names a file of credentials: `@FILE`, `field=@FILE`, `FILE`. */
const namesSecretFile = (state: State, word: string): boolean =>
  !/^https?:/.test(word) && isSecretPath(state, word.replace(/^.*?@(?=[^@]*$)/, '').replace(/^\w+=/, ''));

/** Whether what a pipeline prints holds a credential. */
function printsSecret(state: State, pipeline: Pipeline, depth: number): boolean {
  return pipeline.some((command) => {
    const [program = '', ...rest] = withoutWrappers(command.words);
    const isPrinter = printers.test(program);
    return (
      secretTools.test([program, ...rest].join(' ')) ||
      (command.words[0] === 'env' && program === '') ||
      command.readsFrom.some((path) => isSecretPath(state, path)) ||
      (isPrinter && rest.some((word) => namesSecretFile(state, word) || isSecretWord(state, word, depth)))
    );
  });
}

const withoutUser = (word: string): string => word.replace(/^(\w+:\/\/)[^/@]*@/, '$1');

/** Whether a program that sends is given a credential otherwise than to sign in. */
const handsOver = (state: State, { words, readsFrom }: ShellCommand): boolean => {
  const [program = '', ...rest] = withoutWrappers(words);
  if (!senders.test(program)) {
    return false;
  }
  const isSignIn = rest.some((word) => loginAddress.test(word) && !badTarget.test(word));
  const isGiven = rest.some((word, index) => {
    const isOption = signInOptions.test(rest[index - 1] ?? '') || signInWord.test(word);
    const said = withoutUser(word);
    return (
      !isOption &&
      (namesSecretFile(state, said) || (!isSignIn && !/^https:\/\/hooks\./.test(said) && isSecretWord(state, said, 0)))
    );
  });
  return isGiven || readsFrom.some((path) => isSecretPath(state, path));
};

const assignment = /^(\w+)=([\s\S]*)$/;

/** Notes what a pipeline leaves behind: a folder, variables, files. */
const follow = (state: State, pipeline: Pipeline): void => {
  const isSecret = printsSecret(state, pipeline, 0);
  for (const { words, writesTo } of pipeline) {
    const [program = '', ...rest] = withoutWrappers(words);
    if (program === 'cd' || program === 'pushd') {
      state.folder = posix.join(
        rest[0]?.startsWith('/') || rest[0]?.startsWith('~') ? '' : state.folder,
        rest[0] ?? '~',
      );
    }
    for (const word of words) {
      const [, name, value] = assignment.exec(word) ?? [];
      if (name !== undefined && value !== undefined && isSecretWord(state, value, 0)) {
        state.variables.add(name);
      }
    }
    const kept = isSecret && keepers.test(program) ? rest.filter((word) => !word.startsWith('-')) : [];
    for (const path of isSecret ? [...writesTo, ...kept, ...(program === 'tee' ? rest : [])] : []) {
      state.files.add(posix.join(path.startsWith('/') || path.startsWith('~') ? '' : state.folder, path));
    }
  }
};

/** Whether a text for a shell sends a credential out, itself or by a variable, file or pipe; the names given are of variables that hold one. */
export const sendsSecret = (text: string, names: Iterable<string> = []): boolean => {
  const state: State = { folder: '', variables: new Set(names), files: new Set() };
  for (const pipeline of readShell(text)) {
    const first = pipeline.findIndex((_, index) => printsSecret(state, pipeline.slice(index, index + 1), 0));
    const isPiped =
      first !== -1 && pipeline.slice(first + 1).some(({ words }) => senders.test(withoutWrappers(words)[0] ?? ''));
    if (isPiped || pipeline.some((command) => handsOver(state, command))) {
      return true;
    }
    follow(state, pipeline);
  }
  return false;
};
