import { has, knownText, label } from '../trace/values.ts';
import { readCommand, textsOf } from './commands.ts';
import { type Detector, onCalls, type Report } from './detector.ts';
import { codeFunctions } from './downloaded-code.ts';

const shellText =
  /(ba|z|k|da)?sh\s+-i\b[^\n]*(>&|<>|\d>&)|(<>|>&|&>|0<&?)\s*\/dev\/(tcp|udp)\/|(\||\bcat\b[^\n;]*)[^\n;|]*>\s*\/dev\/(tcp|udp)\/|<\s*\/dev\/(tcp|udp)\/[^\n]*\|\s*\S*sh\b|\b(nc|ncat|netcat)\b[^\n|]*\s(-\w*[ec]\w*|--exec|--sh-exec)\s|mkfifo\b[\s\S]*\b(nc|ncat|netcat|telnet|openssl)\b|mknod\b[^\n]*\bp\b[\s\S]*\b(nc|telnet)\b|\bsocat\b[^\n]*(exec|system|pty):?|\bsocat\b[^\n]*tcp[^\n]*exec|telnet\b[^\n]*\|\s*\S*sh\b|openssl\s+s_client[^\n]*\|[^\n]*sh\b|sh\b[^\n]*\|\s*openssl\s+s_client|perl\s+-\w*e[^\n]*socket|ruby\s+-rsocket|php\s+-r[^\n]*fsockopen|python[\d.]*\s+-c[^\n]*socket[^\n]*(dup2|subprocess|pty)|awk[^\n]*\/inet\/(tcp|udp)|lua[^\n]*socket[^\n]*os\.execute|\b(nc|ncat|netcat)\b[^\n]*\|\s*(\/bin\/)?(ba)?sh\b|(auto)?ssh\b[^\n]*\s-\w*R\b|\bztcp\b|\b(ttyd|gotty|tmate|wetty|shellinaboxd?)\b|(\.\/)?(ngrok|chisel|frpc|gost|rathole|bore|cloudflared)\s+(tcp|client|tunnel|-c|-L|local|http)/i;

const debuggers =
  /^((rpdb|remote_pdb|web_pdb|debugpy|ptvsd|pydevd\w*|rpyc|celery\.contrib\.rdb)\..*|code\.InteractiveConsole|.*\.request_port_forward|asyncssh\.(listen|create_server)\w*)$/;

const report = (at: number, message: string): Report => ({ rule: 'reverse-shell', at, message });

const socketPath =
  /(^|\.)(socket\.(socket|create_connection|create_server)|wrap_socket)\(\)|^(paramiko|asyncssh|telnetlib|websockets?|multiprocessing\.connection|zmq|pexpect|serial)\..*\.(recv\w*|read\w*|makefile|receive|before)\(\)/;

/** A shell whose input and output is a connection to somebody else. */
export const findReverseShells = onCalls(function* (call) {
  const command = readCommand(call);
  if (command && textsOf(command).some((text) => shellText.test(knownText(text)))) {
    yield report(call.at, 'A command gives somebody else a shell.');
  }
  const streams = ['stdin', 'stdout', 'stderr'].flatMap((key) => call.keywords.get(key) ?? []);
  if (streams.some((stream) => socketPath.test(stream.path))) {
    yield report(call.at, 'A process has a connection as its input or output.');
  }
  if (/^os\.dup2?$/.test(call.name) && call.args.some((arg) => socketPath.test(arg.path))) {
    yield report(call.at, 'Standard input or output becomes a connection.');
  }
  if (debuggers.test(call.name)) {
    yield report(call.at, 'A debugger waits for somebody else.');
  }
  const isFromSocket = (text: string): boolean =>
    socketPath.test(text) || /^(asyncio\.open_connection|websockets?)/.test(text);
  const isTold = [...(command?.shell ?? []), ...(command?.code ?? []), ...(command?.words ?? [])].some(
    (text) => has(text, label.network) && isFromSocket(text.path),
  );
  if (isTold || (codeFunctions.test(call.name) && call.args.some((arg) => isFromSocket(arg.path)))) {
    yield report(call.at, 'What comes over a connection is run.');
  }
});

/** Shells and connections in one program, joined by a pseudo-terminal. */
export const findTerminals: Detector = function* (events) {
  const calls = events.filter((event) => event.kind === 'call');
  const connects = calls.some(({ name }) =>
    /socket\.(socket|create_connection)(\(\)\.(connect|bind|accept))?$|^asyncio\.(open_connection|start_server)$/.test(
      name,
    ),
  );
  const spawn = calls.find(({ name }) => /^pty\.(spawn|fork|openpty)$|^os\.forkpty$/.test(name));
  if (connects && spawn) {
    yield report(spawn.at, 'A terminal is opened beside a connection.');
  }
};
