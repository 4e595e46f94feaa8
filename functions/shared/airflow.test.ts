import { describe, expect, it } from 'vitest';
import recorded from './airflow.recorded.json' with { type: 'json' };
import { AirflowRefused, AirflowUnavailable, airflow } from './airflow.ts';

interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: {
    Path: string;
    Method: string;
    QueryParameters?: Record<string, unknown>;
    Body?: Record<string, unknown>;
  };
}

type Reply = { readonly status: number; readonly body: unknown };
type Scripted = (asked: Asked) => Response | Promise<Response>;

/** What AWS answers where Airflow answered no: sometimes the one, sometimes the other. */
const asException = ({ status, body }: Reply): Response =>
  new Response(JSON.stringify({ RestApiStatusCode: status, RestApiResponse: body }), {
    status: status < 400 ? 200 : 400,
    headers: status < 400 ? {} : { 'x-amzn-errortype': 'RestApiClientException' },
  });
const asReply = ({ status, body }: Reply): Response =>
  new Response(JSON.stringify({ RestApiStatusCode: status, RestApiResponse: body }));

/** Real answers of Airflow 3.3.2, recorded; made up only where a test says so. */
const open = (
  answers: readonly Scripted[],
  { airflowVersion = '3.3.2', endpoint = undefined as string | undefined } = {},
) => {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const make = airflow({
    region: 'eu-central-1',
    endpoint,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    sleep: async (duration) => void waits.push(duration),
    fetch: async (url, init) => {
      const call = {
        url: String(url),
        headers: new Headers(init?.headers),
        body: JSON.parse(String(init?.body)) as Asked['body'],
      };
      asked.push(call);
      const answer = answers[asked.length - 1];
      if (!answer) {
        throw new Error(`unexpected call ${call.body.Method} ${call.body.Path}`);
      }
      return answer(call);
    },
  });
  return { environment: make({ mwaaName: 'main-airflow', airflowVersion }), asked, waits };
};

describe('calling Airflow through InvokeRestApi', () => {
  it('signs a POST to the environment in AWS', async () => {
    const { environment, asked } = open([() => asReply(recorded.dags)]);
    await environment.listDags('wr_a');
    expect(asked[0]?.url).toBe('https://env.airflow.eu-central-1.amazonaws.com/restapi/main-airflow');
    expect(asked[0]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/eu-central-1\/airflow\/aws4_request/,
    );
  });

  it('leaves the host prefix away where an endpoint stands in for AWS', async () => {
    const { environment, asked } = open([() => asReply(recorded.dags)], { endpoint: 'http://localhost:4566' });
    await environment.listDags();
    expect(asked[0]?.url).toBe('http://localhost:4566/restapi/main-airflow');
  });

  it('passes queries beside the path', async () => {
    const { environment, asked } = open([() => asReply(recorded.dags)]);
    const [dag] = await environment.listDags('wr_a');
    expect(asked[0]?.body).toEqual({
      Path: '/dags',
      Method: 'GET',
      QueryParameters: { dag_id_pattern: 'wr_a', exclude_stale: false, order_by: 'dag_id', limit: 100, offset: 0 },
    });
    expect(dag).toMatchObject({ dagId: 'wr_a', file: 'live/sales/a.py', isStale: false, isPaused: false });
    expect(Date.parse(dag?.parsedAt ?? '')).not.toBeNaN();
  });

  it('asks what a DAG says of itself and its tasks', async () => {
    const details = {
      dag_id: 'sales',
      description: 'Loads sales',
      doc_md: '# Sales',
      timetable_summary: '0 2 * * *',
      timetable_description: 'At 02:00',
      tags: [{ name: 'daily', dag_id: 'sales' }],
      owners: ['kim'],
    };
    const tasks = [{ task_id: 'load', operator_name: 'PythonOperator', doc_md: null, downstream_task_ids: ['check'] }];
    const { environment, asked } = open([
      () => asReply({ status: 200, body: details }),
      () => asReply({ status: 200, body: { tasks, total_entries: 1 } }),
    ]);
    expect(await environment.describeDag('sales')).toEqual({
      description: 'Loads sales',
      docMd: '# Sales',
      schedule: '0 2 * * *',
      scheduleInWords: 'At 02:00',
      tags: ['daily'],
      owners: ['kim'],
      tasks: [{ id: 'load', operator: 'PythonOperator', docMd: undefined, downstream: ['check'] }],
    });
    expect(asked.map(({ body }) => body.Path)).toEqual(['/dags/sales/details', '/dags/sales/tasks']);
  });

  it('does not ask about a DAG that is not there, or whose id is too long', async () => {
    const { environment, asked } = open([() => asReply({ status: 404, body: { detail: 'not found' } })]);
    expect(await environment.describeDag('gone')).toBeUndefined();
    expect(await environment.describeDag('x'.repeat(60))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('reads all pages', async () => {
    const page = (ids: readonly string[]) => () =>
      asReply({ status: 200, body: { dags: ids.map((dag_id) => ({ dag_id, is_paused: true })), total_entries: 3 } });
    const { environment, asked } = open([page(['a', 'b']), page(['c'])]);
    expect((await environment.listDags()).map(({ dagId }) => dagId)).toEqual(['a', 'b', 'c']);
    expect(asked[1]?.body.QueryParameters?.offset).toBe(2);
  });

  it('refuses a path over 64 characters without asking, and names the limit', async () => {
    const { environment, asked } = open([]);
    await expect(environment.pause('x'.repeat(59))).rejects.toThrow(/65 characters.*at most 64/);
    expect(asked).toEqual([]);
  });

  it.each([
    ['an answer', asReply],
    ['an exception', asException],
  ])('takes a 404 of Airflow alike as %s', async (_kind, as) => {
    const { environment } = open([() => as(recorded.unknownSource)]);
    expect(await environment.dagSource('nope')).toBeUndefined();
  });

  it('says why Airflow refused', async () => {
    const { environment } = open([
      () => asException(recorded.startedUnknown),
      () => asException(recorded.startedWrongly),
    ]);
    const run = { dagId: 'nope', runId: 'n-1', conf: {} };
    await expect(environment.triggerRun(run)).rejects.toThrow(/Dag with dag_id: 'nope' not found/);
    await expect(environment.triggerRun(run)).rejects.toThrow(AirflowRefused);
  });

  it('does not ask again where AWS denies', async () => {
    const denied = () =>
      new Response(JSON.stringify({ message: 'not authorized' }), {
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      });
    const { environment, asked } = open([denied]);
    await expect(environment.listDags()).rejects.toThrow(/403: not authorized/);
    expect(asked).toHaveLength(1);
  });

  it('asks again, with pauses, while Airflow is away', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'));
    const failing = () => new Response('{}', { status: 500 });
    const { environment, waits } = open([away, failing, () => asReply(recorded.dags)]);
    expect(await environment.listDags()).toHaveLength(1);
    expect(waits).toHaveLength(2);
  });

  it('gives up after three attempts', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'));
    const { environment, asked } = open([away, away, away]);
    await expect(environment.listDags()).rejects.toThrow(AirflowUnavailable);
    expect(asked).toHaveLength(3);
  });

  it('does not take an answer of another shape for an empty one', async () => {
    const { environment } = open([() => asReply({ status: 200, body: { body: '<html>' } })]);
    await expect(environment.listDags()).rejects.toThrow(AirflowUnavailable);
  });
});

describe('runs of Airflow', () => {
  const run = { dagId: 'wr_a', runId: 'n-recorded0001' };

  it('starts a run without a logical date', async () => {
    const { environment, asked } = open([() => asReply(recorded.started)]);
    expect(await environment.triggerRun({ ...run, conf: { a: 1 } })).toMatchObject({ ...run, state: 'queued' });
    expect(asked[0]?.body).toEqual({
      Path: '/dags/wr_a/dagRuns',
      Method: 'POST',
      Body: { dag_run_id: run.runId, logical_date: null, conf: { a: 1 } },
    });
  });

  it('answers the run there is where it was started before', async () => {
    const { environment } = open([() => asException(recorded.startedTwice), () => asReply(recorded.run)]);
    expect(await environment.triggerRun({ ...run, conf: {} })).toMatchObject(run);
  });

  it('looks a run up in a list where its own path is too long', async () => {
    const dagId = 'd'.repeat(40);
    const body = {
      ...recorded.runs.body,
      dag_runs: recorded.runs.body.dag_runs.map((each) => ({ ...each, dag_id: dagId })),
    };
    const { environment, asked } = open([() => asReply({ status: 200, body })]);
    expect(await environment.findRun({ dagId, runId: run.runId })).toMatchObject({ runId: run.runId });
    expect(asked[0]?.body).toMatchObject({ Path: '/dags/~/dagRuns/list', Body: { dag_ids: [dagId], page_offset: 0 } });
  });

  it('lists the tasks of a run', async () => {
    const { environment, asked } = open([() => asReply(recorded.tasks)]);
    expect(await environment.listTasks(run)).toMatchObject([{ taskId: 't', runId: run.runId, mapIndex: -1, try: 1 }]);
    expect(asked[0]?.body.Path).toBe('/dags/~/dagRuns/~/taskInstances/list');
  });

  it('cancels in bulk where the path is too long and the version can', async () => {
    const long = { dagId: 'd'.repeat(40), runId: run.runId };
    const { environment, asked } = open([() => asReply(recorded.bulkCancelled), () => asReply(recorded.bulkUnknown)]);
    await environment.cancelRun(long);
    expect(asked[0]?.body).toMatchObject({ Path: '/dags/~/dagRuns', Method: 'PATCH' });
    await expect(environment.cancelRun(long)).rejects.toThrow(/were not found/);
    const older = open([], { airflowVersion: '3.0.6' }).environment;
    await expect(older.cancelRun(long)).rejects.toThrow(/3\.0\.6 cannot cancel/);
  });

  it('reads import errors of the files asked for', async () => {
    const { environment } = open([() => asReply(recorded.importErrors), () => asReply(recorded.importErrors)]);
    expect(await environment.importErrors('live/rec/')).toMatchObject([
      { file: 'live/rec/broken.py', stackTrace: expect.stringContaining('ModuleNotFoundError') },
    ]);
    // Airflow takes `_` in a pattern for any character.
    expect(await environment.importErrors('live_rec_')).toEqual([]);
  });
});
