import { type Call, hole, knownText } from '../trace/values.ts';
import { readCommand } from './commands.ts';
import type { Detector, Report } from './detector.ts';
import { reachesOut } from './network.ts';
import { readWrites } from './writes.ts';

const background =
  /^(threading\.(Thread|Timer)\(\)\.start|multiprocessing\.(Process|Pool)(\(\)\.start)?|os\.(fork|forkpty|kill|setuid|setgid|_exit|abort|nice|umask|chdir)|_thread\.start_new_thread|concurrent\.futures\.\w+Executor\(\)\.(submit|map)|asyncio\.(run|get_event_loop\(\)\.run_until_complete)|signal\.(signal|alarm)|atexit\.register|sched\..*|socketserver\..*|http\.server\..*|gc\.disable|logging\.(disable|shutdown)|builtins\.(exit|quit)|airflow\.(sdk|models)\.([\w.]*\.)?Variable\.(set|update|delete)|sys\.(settrace|setprofile|exit|addaudithook)|resource\.setrlimit|faulthandler\..*|ctypes\..*)$/;
const processSettings =
  /^os\.environ\[(LD_\w+|PYTHON(PATH|STARTUP|HOME)|PATH|(HTTPS?|ALL)_PROXY|https?_proxy|AIRFLOW__\w+|AWS_(ACCESS|SECRET|ENDPOINT|SESSION)\w*)\]$|^sys\.(stdout|stderr|excepthook|displayhook|modules)$/;
const waiting = /^(time\.sleep|builtins\.input|select\.select|signal\.pause)$/;
const database =
  /^(sqlalchemy\.create_engine\(\)\.(connect|execute|begin|raw_connection)|.*(connect|cursor)\(\)\.(execute|executemany|fetch\w+))$/;

const bashOperators = /Operator$|Sensor$|\.command$/;

const report = (at: number, rule: Report['rule'], message: string): Report => ({ rule, at, message });

const look = function* (call: Call): Iterable<Report> {
  const { name, at } = call;
  if (bashOperators.test(name)) {
    return;
  }
  if (readCommand(call)) {
    yield report(at, 'import-process', 'A process is started whenever Airflow reads this file.');
  } else if (reachesOut(call) || database.test(name)) {
    yield report(at, 'import-network', `${name} reaches out whenever Airflow reads this file.`);
  }
  for (const { path, how } of readWrites(call)) {
    if (!/^os\.makedirs$|\.mkdir$/.test(name)) {
      yield report(
        at,
        'import-write',
        `${knownText(path).replaceAll(hole, '…')} is ${how} whenever Airflow reads this file.`,
      );
    }
  }
  if (/^pandas\.read_\w+$/.test(name) && /^(https?|s3|gs|ftp|abfs):\/\//.test(knownText(call.args[0]))) {
    yield report(at, 'import-network', `${name} reaches out whenever Airflow reads this file.`);
  }
  if (
    /^logging\.(FileHandler|handlers\.\w*FileHandler)$/.test(name) ||
    (name === 'logging.basicConfig' && call.keywords.has('filename'))
  ) {
    yield report(at, 'import-write', 'A log file is opened whenever Airflow reads this file.');
  }
  if (background.test(name)) {
    yield report(at, 'import-background', `${name} changes the process that reads this file.`);
  }
  if (waiting.test(name)) {
    yield report(at, 'import-blocks', `${name} holds up the process that reads this file.`);
  }
};

/** What happens whenever Airflow reads the file, which is every few seconds and not as a task. */
export const findImportEffects: Detector = function* (events) {
  for (const event of events) {
    if (event.phase !== 'import') {
      continue;
    }
    if (event.kind === 'store' && processSettings.test(event.name)) {
      yield report(
        event.at,
        'import-background',
        `${event.name} is set for everything in the process that reads this file.`,
      );
    }
    if (event.kind === 'endless-loop') {
      yield report(event.at, 'import-blocks', 'This loop never ends, and Airflow waits for it.');
    } else if (event.kind === 'call') {
      yield* look(event);
    }
  }
};
