import { parseArgs } from 'node:util';
import { credentialsFile, demo, runDemo } from './demo.ts';
import { startInstance } from './instance.ts';
import type { Addresses } from './instance-state.ts';

const { values } = parseArgs({
  options: { exit: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});

if (values.help) {
  console.log(`npm start [-- --exit]

Installs what is missing under .local/, starts the cloud on this machine (AWS services, Airflow, OpenSearch, a Git
server), deploys Navigator to it, and runs the demo: a push that goes live, a run of it, and a run that fails, with the
answer to why. Stays up until Ctrl-C or \`npm stop\`; the next start goes on from what was saved.

  --exit  end after the demo, with its result as exit code

NAVIGATOR_PORT_BASE (4560) is where the search for ten free ports begins.`);
  process.exit(0);
}

const begun = Date.now();
const say = (line: string): void => console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const abort = new AbortController();
const interrupted = new Promise<string>((resolve) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      abort.abort(new Error('interrupted'));
      resolve('stopping; the local AWS saves its state');
    });
  }
});
// A closed terminal takes standard output away, and stopping must go on.
process.stdout.on('error', () => {});

const showWhatNow = ({ url, webSocketUrl, airflowUrl, opensearchUrl, gitUrl, directory }: Addresses): void => {
  console.log(`
Navigator is up.

  API          ${url}
  WebSocket    ${webSocketUrl}
  Airflow      ${airflowUrl}
  OpenSearch   ${opensearchUrl}
  Git          ${gitUrl}/${demo.git}.git
  Credentials  ${credentialsFile(directory)} (the navigator command finds them anywhere below this folder)

Try, in another terminal:

  npx navigator workflows
  npx navigator run nightly_sales --follow
  npx navigator push list ${demo.repository}
  npx navigator ask "why did load_warehouse fail?"
  npx navigator chat

To have \`navigator\` without npx:  export PATH="$PWD/node_modules/.bin:$PATH"
From anywhere else:               export NAVIGATOR_URL NAVIGATOR_API_KEY (both are in the credentials file)

A push of your own: git clone ${gitUrl}/${demo.git}.git, edit dags/, git push.

Ctrl-C here or \`npm stop\` stops everything.
`);
};

try {
  const instance = await startInstance({ name: 'main', onProgress: say, abort: abort.signal });
  say('every server is ready; running the demo');
  try {
    await runDemo(instance, say, abort.signal);
    if (!values.exit) {
      showWhatNow(instance);
      const reason = await Promise.race([interrupted, instance.lost]);
      process.exitCode = abort.signal.aborted ? 0 : 1;
      say(reason);
    }
  } finally {
    await instance.stop();
    say('stopped');
  }
} catch (error) {
  console.error(abort.signal.aborted ? 'interrupted; nothing is left running' : `\n${(error as Error).message}`);
  process.exitCode = abort.signal.aborted ? 130 : 1;
}
process.exit();
