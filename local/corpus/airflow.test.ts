import { expect, test } from 'vitest';
import { renderAirflow } from './airflow.ts';

const module = 'airflow.providers.amazon.aws.sensors.s3';
const name = 'apache-airflow-providers-amazon';
const printed = {
  packages: {
    [name]: { version: '9.39.0', licence: 'Apache-2.0' },
    'apache-airflow-core': { version: '3.3.2', licence: 'Apache-2.0' },
  },
  code: [
    {
      kind: 'sensor',
      module,
      package: name,
      name: 'S3KeySensor',
      bases: ['AwsBaseSensor[S3Hook]'],
      doc: 'Waits for a key.\n\n:param bucket_key: The key.\n:param region_name: Passed on.',
      parameters: [
        { name: 'bucket_key', type: 'str', default: null },
        { name: 'wildcard_match', type: 'bool', default: 'False' },
      ],
      templated: ['bucket_key'],
      methods: [{ name: 'poke', doc: 'Look once.\n\n:return: whether it is there', parameters: [] }],
    },
    ...['AirflowSkipException', 'AirflowFailException'].map((exception) => ({
      kind: 'exception',
      module: 'airflow.exceptions',
      package: 'apache-airflow-core',
      name: exception,
      bases: ['AirflowException'],
      doc: `Raise it: ${exception}.`,
      parameters: [],
      templated: [],
      methods: [],
    })),
  ],
  configuration: [
    {
      package: 'apache-airflow-core',
      section: 'core',
      description: null,
      options: [
        { name: 'parallelism', description: 'Tasks at once in a ``scheduler``.\n', type: 'integer', default: '32' },
      ],
    },
  ],
  commands: [
    {
      group: 'dags',
      help: 'Manage DAGs',
      commands: [
        {
          name: 'list',
          help: 'List all the DAGs',
          description: null,
          epilog: null,
          arguments: [
            { flags: ['-o', '--output'], help: 'Output format', choices: ['table', 'json'], default: 'table' },
          ],
        },
      ],
    },
  ],
};

const textOf = (path: string): string | undefined =>
  renderAirflow(printed).find((document) => document.path === path)?.text;

test('a class has its signature, what is documented of it, and its methods', () => {
  expect(textOf('airflow/providers/amazon/aws/sensors/s3/S3KeySensor.md')).toBe(`# S3KeySensor

Sensor \`${module}.S3KeySensor\` of ${name} 9.39.0 (Apache-2.0).

Waits for a key.

Extends \`AwsBaseSensor[S3Hook]\`. Templated fields: \`bucket_key\`.

## Parameters

- **bucket_key** (\`str\`): The key.
- **wildcard_match** (\`bool\`, default \`False\`)
- **region_name**: Passed on.

## Methods

### poke

\`poke()\`

Look once.

Returns: whether it is there
`);
});

test('the exceptions of a module share a document', () => {
  expect(textOf('airflow/exceptions.md')?.match(/^#.*/gm)).toEqual([
    '# Exceptions of airflow',
    '## AirflowSkipException',
    '## AirflowFailException',
  ]);
});

test('an option of the configuration has its default and its environment variable', () => {
  expect(textOf('airflow/configuration/core.md')).toContain(`## parallelism

Tasks at once in a \`scheduler\`.

Type: integer. Default: \`32\`. Environment variable: \`AIRFLOW__CORE__PARALLELISM\`.
`);
});

test('a command has its options', () => {
  expect(textOf('airflow/cli/dags.md')).toContain(`## airflow dags list

List all the DAGs

- \`-o\`, \`--output\` (one of table, json; default \`table\`): Output format
`);
});
