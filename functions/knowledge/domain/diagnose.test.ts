import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunLogEvent, RunLogHead } from '../contract.ts';
import { diagnose } from './diagnose.ts';
import { signatureOf } from './signature-of.ts';

const nothingKnown = { good: () => new Set<string>() };

/** A log that real Airflow 3.3.2 wrote, trimmed and masked. */
const recorded = (name: string) => {
  const [head = '', ...events] = readFileSync(new URL(`diagnose/recorded/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return {
    head: RunLogHead.parse(JSON.parse(head)),
    events: events.map((event) => RunLogEvent.parse(JSON.parse(event))),
    known: nothingKnown,
  };
};
const diagnoseRecorded = (name: string) => diagnose(recorded(name)).failures;

/** What is cited of a task's failure, the kind first. */
const citedOf = (failures: ReturnType<typeof diagnoseRecorded>, task: string) => {
  const failure = failures.find((one) => one.task === task);
  return [failure?.kind, ...(failure?.lines ?? []).map(({ text }) => text)];
};

type Said = string | { text: string; level?: string; logger?: string };

/** A log of one task, each event one second after the one before. A plain text is what its command printed. */
const logOf = (said: readonly Said[], { task = 'load', number = 1, from = 0 } = {}): RunLogEvent[] => {
  let line = 1;
  return said.map((one, index) => {
    const { text, level = 'info', logger = 'app' } = typeof one === 'string' ? { text: one } : one;
    const lines = text.split('\n');
    const event = {
      ...{ task, mapIndex: -1, try: number, line, level, logger, lines, exceptions: [] },
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, from + index)).toISOString(),
    };
    line += lines.length;
    return event;
  });
};
const end = (exception: string): Said => ({
  text: `Task failed with exception\nTraceback (most recent call last):\n  File "dags/shop.py", line 3, in load\n${exception}`,
  level: 'error',
  logger: 'task',
});
const commandFailed = end('AirflowException: Bash command failed. The command returned a non-zero exit code 1.');

const headOf = (tasks: readonly { task: string; state: string; try: number; endedAt?: string }[]): RunLogHead => ({
  run: {
    ...{ id: 'n-000000000001', workflow: 'shop', repository: 'company/shop', environment: 'main', state: 'failed' },
    ...{ triggeredBy: 'kim', queuedAt: '2026-01-01T00:00:00Z', airflowUrl: 'https://airflow.example.com/' },
  },
  tasks: tasks.map((task) => ({ ...task, mapIndex: -1 })),
  notes: [],
});
const failedTask = { task: 'load', state: 'failed', try: 1 };
const failuresOf = (said: readonly Said[], good: readonly string[] = []) =>
  diagnose({
    head: headOf([failedTask]),
    events: logOf(said),
    known: { good: () => new Set(good.map(signatureOf)) },
  }).failures;
const firstLineOf = (said: readonly Said[], good: readonly string[] = []) => failuresOf(said, good)[0]?.lines[0]?.text;

describe('the first cause', () => {
  it('of a chain is cited before what was made of it, with the place in the author’s code', () => {
    expect(citedOf(diagnoseRecorded('caused-exceptions'), 'price')).toEqual([
      'key missing',
      "KeyError: 'XAU'",
      '  File "shop/prices.py", line 11, in rate_of',
      'PricingError: could not price 5 orders',
    ]);
  });

  it('is not what was handled before something else was tried', () => {
    expect(citedOf(diagnoseRecorded('chained-exceptions'), 'cache_then_refused')).toEqual([
      'connection refused',
      'ConnectionRefusedError: [Errno 111] Connection refused',
      '  File "d_context_noise.py", line 22, in cache_then_refused',
    ]);
  });

  it('is not what failed while tidying up', () => {
    expect(citedOf(diagnoseRecorded('chained-exceptions'), 'cleanup_hides_cause').slice(0, 2)).toEqual([
      'division by zero',
      'ZeroDivisionError: division by zero',
    ]);
  });

  it('is not what was logged and got over', () => {
    expect(citedOf(diagnoseRecorded('chained-exceptions'), 'logged_then_data').slice(0, 2)).toEqual([
      'bad data',
      "ValueError: invalid literal for int() with base 10: 'twelve'",
    ]);
  });

  it('of a database’s error is what the database said, at the line where the author asked', () => {
    expect(citedOf(diagnoseRecorded('python'), 'sql_wrapped')).toEqual([
      'bad SQL',
      'OperationalError: no such column: amuont',
      '  File "d_python.py", line 14, in sql_wrapped',
      'OperationalError: (sqlite3.OperationalError) no such column: amuont',
    ]);
  });

  it('is found beneath three libraries, and the line that names the host is cited with it', () => {
    const [kind, cause, frame, host] = citedOf(diagnoseRecorded('python'), 'requests_refused');
    expect([kind, cause]).toEqual(['connection refused', 'ConnectionRefusedError: [Errno 111] Connection refused']);
    expect(frame).toBe('  File "d_python.py", line 88, in requests_refused');
    expect(host).toContain("host='127.0.0.1', port=9");
  });

  it('was logged just before, where the exception only refers to it', () => {
    const said = [
      { text: 'permission denied for schema mart', level: 'error', logger: 'shop' },
      end('AirflowException: load failed, see above'),
    ];
    expect(failuresOf(said)[0]).toMatchObject({
      kind: 'not permitted',
      lines: [{ text: 'permission denied for schema mart' }, { text: 'AirflowException: load failed, see above' }],
    });
  });
});

describe('of what failed elsewhere', () => {
  it('the pod’s own words are cited, not that it failed', () => {
    const said = [
      '[base] ValueError: rate for XAU is 0',
      'Pod load-abc123 has phase Failed',
      end('AirflowException: Pod load-abc123 returned a failure.'),
    ];
    expect(firstLineOf(said)).toBe('[base] ValueError: rate for XAU is 0');
  });

  it('the last “Caused by” in the message of Spark’s exception is cited', () => {
    const spark = [
      'Py4JJavaError: An error occurred while calling o56.save.',
      ': org.apache.spark.SparkException: Job aborted.',
      '\tat org.apache.spark.errors.X.y(X.scala:1)',
      'Caused by: java.sql.SQLException: ORA-00942: table or view does not exist',
      '\tat oracle.jdbc.T.x(T.java:1)',
    ];
    expect(firstLineOf([end(spark.join('\n'))])).toBe(spark[3]);
  });

  it('what a trigger logged is cited, not that it failed', () => {
    const logged =
      'Trigger failed:\nTraceback (most recent call last):\n  File "x.py", line 3, in run\nOSError: quota exceeded';
    const said = [{ text: logged, level: 'error', logger: 'airflow.task' }, end('TaskDeferralError: Trigger failure')];
    expect(firstLineOf(said)).toBe('OSError: quota exceeded');
  });

  it('further lines of the exception’s message are cited beside the first', () => {
    const message = 'ValidationError: 1 validation error for Order\namount\n  unable to parse string as a number';
    expect(failuresOf([end(message)])[0]?.lines.map(({ text }) => text)).toContain(
      '  unable to parse string as a number',
    );
  });
});

describe('of a failed command', () => {
  it('the client’s error is cited, not the exit code, the tidying up, or another task’s missing template', () => {
    expect(citedOf(diagnoseRecorded('commands'), 'psql_refused')).toEqual([
      'connection refused',
      'psql: error: connection to server at "127.0.0.1", port 9 failed: Connection refused',
    ]);
  });

  it('the exception that ended a Python program is read from its output, not the one that it logged', () => {
    expect(citedOf(diagnoseRecorded('commands'), 'printed_traceback')).toEqual([
      'bad data',
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 7 (char 6)',
      '  File "/tmp/airflowtmpx8axvg1n/job.py", line 3, in read',
    ]);
  });

  it('the shell’s complaint is cited', () => {
    expect(citedOf(diagnoseRecorded('commands'), 'no_command')).toEqual([
      'command not found',
      '/usr/bin/bash: line 1: sales-export: command not found',
    ]);
  });

  it('what it wrote to standard error is cited, and that it failed', () => {
    const [kind, first, second] = citedOf(diagnoseRecorded('python'), 'called_process');
    expect([kind, first]).toEqual(['command failed', 'parser: line 8: unbalanced quote']);
    expect(second).toMatch(/^CalledProcessError: .* returned non-zero exit status 2\.$/);
  });

  it('the last “Caused by” of Java is cited, whatever is logged while it shuts down', () => {
    const said = [
      '26/05/01 10:00:03 WARN NativeCodeLoader: Unable to load native-hadoop library',
      '26/05/01 10:00:09 ERROR Executor: Exception in task 3.0 in stage 1.0 (TID 7)',
      'org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 1.0 failed 4 times',
      '\tat org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:2779)',
      '\t... 14 more',
      'Caused by: java.io.UncheckedIOException: cannot read part',
      '\tat com.example.shop.Load.read(Load.java:77)',
      '\t... 3 more',
      'Caused by: java.nio.file.NoSuchFileException: /landing/part-0003.parquet',
      '\tat com.example.shop.Load.read(Load.java:71)',
      '\t... 9 more',
      '26/05/01 10:00:10 INFO SparkContext: Invoking stop() from shutdown hook',
      commandFailed,
    ];
    expect(firstLineOf(said)).toBe('Caused by: java.nio.file.NoSuchFileException: /landing/part-0003.parquet');
  });

  it('the detail is cited, and the heading above it', () => {
    const said = [
      '10:02:15  2 of 3 SKIP relation mart.weekly',
      '10:02:16  Completed with 1 error, 0 partial successes, and 0 warnings:',
      '10:02:16    Database Error in model margin (models/mart/margin.sql)',
      '  column "unit_cost" does not exist',
      '10:02:16  Done. PASS=1 WARN=0 ERROR=1 SKIP=1 TOTAL=3',
      commandFailed,
    ];
    expect(failuresOf(said)[0]?.lines.map(({ line }) => line)).toEqual([4, 3]);
  });

  it.each([
    ['a warning', 'WARNING: cannot reach mirror 3: timed out', 'cannot reach warehouse 7: timed out'],
    ['what was tried again', 'ERROR: page 3: read timed out, retrying', 'ERROR: page 4: read timed out'],
    ['that there was no error', 'checked without error, no invalid row 3', 'invalid row 7'],
    ['a sum', 'ERROR: 17 failures in orders', 'ERROR: row 7 of orders has no day'],
    ['tidying up', 'rm: cannot remove /tmp/x: No such file', 'psql: cannot open /tmp/y: No such file'],
    ['vague words', 'something failed', 'ERROR: row 7 of orders has no day'],
  ])('%s is not cited before what went wrong', (_, decoy, decisive) => {
    expect(firstLineOf([decoy, decisive, 'bye', commandFailed])).toBe(decisive);
    expect(firstLineOf([decisive, decoy, 'bye', commandFailed])).toBe(decisive);
  });

  it('a stack trace that nobody announced is how it ended, whatever was complained of before', () => {
    const trace = ['Traceback (most recent call last):', '  File "job.py", line 3, in <module>', 'StaleRate: XAU'];
    expect(firstLineOf(['ERROR: mirror 3: connection refused', 'page 7', ...trace, commandFailed])).toBe(
      'StaleRate: XAU',
    );
  });

  it('that said nothing, its end is cited, and that is not held for certain', () => {
    const [failure] = failuresOf(['10 rows read', commandFailed]);
    expect(failure?.lines[0]?.text).toMatch(/^AirflowException: Bash command failed/);
    expect(failure?.confidence).toBeLessThan(0.3);
  });

  it('the script that is repeated before it runs is not taken for its output', () => {
    const said = [
      "Running command: ['bash', '-c', 'psql || echo FATAL: cannot load orders']",
      'no rows',
      commandFailed,
    ];
    expect(failuresOf(said)[0]?.lines.map(({ text }) => text)).not.toContain(said[0]);
  });
});

describe('what tries say that succeeded', () => {
  const noise = 'ERROR: cannot read the old configuration file /etc/shop.ini';

  it('is not what a failure is about', () => {
    const said = ['ERROR: no rate for XAU', noise, commandFailed];
    expect(firstLineOf(said)).toBe(noise);
    expect(firstLineOf(said, [noise])).toBe('ERROR: no rate for XAU');
  });

  it('gives weight to a line that has no word of an error in it', () => {
    const said = ['opening the ledger', 'ledger has 0 rows, giving back', commandFailed];
    expect(firstLineOf(said, ['opening the ledger', 'ledger closed'])).toBe('ledger has 0 rows, giving back');
  });

  it('is not cited even where it speaks of a grave fault', () => {
    const grave = 'ERROR: mirror 3: connection refused';
    expect(firstLineOf([grave, 'ERROR: no rate for XAU', 'bye', commandFailed], [grave])).toBe(
      'ERROR: no rate for XAU',
    );
  });

  it('is learnt from this run, too, and handed on', () => {
    const head = headOf([failedTask, { task: 'check', state: 'success', try: 1 }]);
    const events = [
      ...logOf([noise, 'ERROR: no rate for XAU', commandFailed]),
      ...logOf([noise, { text: 'Pushing xcom', logger: 'task' }], { task: 'check' }),
    ];
    const { failures, templates } = diagnose({ head, events, known: nothingKnown });
    expect(failures[0]?.lines[0]?.text).toBe('ERROR: no rate for XAU');
    expect([...templates]).toEqual([['check', [signatureOf(noise)]]]);
  });

  it('does not excuse the exception that ended the try', () => {
    const refused = 'ConnectionRefusedError: [Errno 111] Connection refused';
    expect(firstLineOf(['ERROR: odd', end(refused)], [refused])).toBe(refused);
  });
});

describe('Airflow’s own words', () => {
  it('for a kill are the decisive ones', () => {
    const [kind, first] = citedOf(diagnoseRecorded('python'), 'killed');
    expect(kind).toBe('out of memory or killed');
    expect(first).toMatch(/^Process terminated by signal\. Likely out of memory/);
  });

  it('for a timeout are cited with the place in the author’s code where the time was spent', () => {
    expect(citedOf(diagnoseRecorded('python'), 'slow').slice(0, 3)).toEqual([
      'timeout',
      'AirflowTaskTimeout: Timeout, PID: 9530',
      '  File "d_python.py", line 42, in slow',
    ]);
  });

  it('name the template and the field beside what is wrong in it', () => {
    const [kind, ...lines] = citedOf(diagnoseRecorded('commands'), 'bad_template_field');
    expect(kind).toBe('bad template');
    expect(lines[0]).toBe("UndefinedError: 'dict object' has no attribute 'region'");
    expect(lines[1]).toContain("field 'bash_command'. Template: 'echo {{ params.region.code.lower() }}'");
  });

  it('after the end are not the cause', () => {
    const mail = { text: 'cannot send mail: connection refused', level: 'error', logger: 'airflow.task' };
    expect(firstLineOf(['ERROR: no rate for XAU', commandFailed, mail])).toBe('ERROR: no rate for XAU');
  });

  it('are found although thousands of complaints were printed after them', () => {
    const printed = Array.from({ length: 9_000 }, (_, n) => ({ text: `cannot read ${n}`, logger: 'task.stdout' }));
    expect(firstLineOf([end("KeyError: 'XAU'"), ...printed.slice(0, 4_500)])).toBe("KeyError: 'XAU'");
    expect(firstLineOf([...printed, end("KeyError: 'XAU'"), ...printed])).toBe("KeyError: 'XAU'");
  });
});

it('warnings of Python never decide', () => {
  const said = [
    { text: 'error() is deprecated and fails in 4.0', level: 'warning', logger: 'py.warnings' },
    'x.py:3: DeprecationWarning: invalid escape sequence',
    commandFailed,
  ];
  expect(failuresOf(said)[0]?.lines.map(({ line }) => line)).toEqual([6, 5]);
});

describe('the failures of a run', () => {
  it('stand in the order in which they happened, and what never ran is named', () => {
    const { failures, neverRan } = diagnose(recorded('upstream-failed'));
    expect(failures.map(({ task, mapIndex, kind }) => [task, mapIndex, kind])).toEqual([
      ['part', 1, 'division by zero'],
      ['extract', -1, 'bad data'],
      ['notify', -1, 'value missing'],
    ]);
    expect(neverRan).toEqual(['transform', 'load']);
  });

  it('hold the tries that were made good by a later one, each with the same signature', () => {
    const failures = diagnoseRecorded('flaky-then-good');
    expect(failures.map(({ try: number, state, kind }) => [number, state, kind])).toEqual([
      [1, 'up_for_retry', 'connection refused'],
      [2, 'up_for_retry', 'connection refused'],
    ]);
    expect(new Set(failures.map(({ signature }) => signature))).toEqual(
      new Set([signatureOf('ConnectionRefusedError: [Errno 111] Connection refused')]),
    );
  });

  it('begin with one that stayed, though another was made good before', () => {
    const head = headOf([
      { task: 'load', state: 'success', try: 2 },
      { ...failedTask, task: 'report' },
    ]);
    const events = [
      ...logOf([end('OSError: lost')]),
      ...logOf(['loaded'], { number: 2, from: 5 }),
      ...logOf([end("KeyError: 'XAU'")], { task: 'report', from: 10 }),
    ];
    expect(diagnose({ head, events, known: nothingKnown }).failures.map(({ task }) => task)).toEqual([
      'report',
      'load',
    ]);
  });

  it('hold no try that an earlier log does not show to have failed, such as one that was cleared', () => {
    const head = headOf([{ ...failedTask, try: 2 }]);
    const events = [...logOf(['loaded']), ...logOf([end("KeyError: 'XAU'")], { number: 2, from: 5 })];
    expect(diagnose({ head, events, known: nothingKnown }).failures.map((one) => one.try)).toEqual([2]);
  });

  it('are none where nothing failed', () => {
    const head = headOf([
      { ...failedTask, state: 'success' },
      { task: 'other', state: 'skipped', try: 0 },
    ]);
    const found = diagnose({ head, events: logOf(['ERROR: no matter']), known: nothingKnown });
    expect(found).toMatchObject({ failures: [], neverRan: [] });
  });

  it('are told by the logs alone where Airflow has forgotten the run and its tasks', () => {
    const events = [
      ...logOf(['done'], { task: 'extract' }),
      ...logOf([end("KeyError: 'XAU'")], { from: 3 }),
      ...logOf([end("KeyError: 'XAU'")], { number: 2, from: 6 }),
    ];
    const { failures, templates } = diagnose({ head: headOf([]), events, known: nothingKnown });
    expect(failures).toMatchObject([
      { task: 'load', try: 1, state: 'up_for_retry', kind: 'key missing' },
      { task: 'load', try: 2, state: 'failed', kind: 'key missing' },
    ]);
    expect(templates.size).toBe(0);
  });

  it('of a task without a log say so', () => {
    const { failures } = diagnose({ head: headOf([failedTask]), events: [], known: nothingKnown });
    expect(failures).toMatchObject([
      { task: 'load', state: 'failed', kind: 'nothing logged', lines: [], confidence: 0 },
    ]);
    expect(failures[0]?.signature).toBeUndefined();
  });

  it('cite lines that exist, by the numbers that they have in the log', () => {
    for (const name of ['caused-exceptions', 'chained-exceptions', 'commands', 'python', 'upstream-failed']) {
      const { events, ...rest } = recorded(name);
      for (const cited of diagnose({ events, ...rest }).failures.flatMap(({ lines }) => lines)) {
        const event = events.findLast(
          ({ task, mapIndex, line }) => task === cited.task && mapIndex === cited.mapIndex && line <= cited.line,
        );
        expect(event?.lines[cited.line - event.line]).toBe(cited.text);
      }
    }
  });
});
