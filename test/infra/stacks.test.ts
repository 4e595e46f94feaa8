import { describe, expect, test } from 'vitest';
import { readConfig, stages } from '../../lib/config.ts';
import { applicationStacks, ofType, synthesise } from './deployment.ts';

describe.each(stages)('stage %s', (stage) => {
  const resources = synthesise(stage);

  test('has every stack', () => {
    expect(new Set(resources.map(({ stack }) => stack))).toEqual(
      new Set(['NavigatorData', ...applicationStacks, 'NavigatorAirflowEnvironment', 'NavigatorTestRunner']),
    );
  });

  test('keeps what only AWS can make out of the stacks that are deployed everywhere', () => {
    const everywhere = resources.filter(({ stack }) => ['NavigatorData', ...applicationStacks].includes(stack));
    const network = /^AWS::EC2::(VPC|Subnet|SubnetRouteTableAssociation|RouteTable|SecurityGroup)$/;
    const others = everywhere.filter(({ Type }) => !network.test(Type));
    expect(others.filter(({ Type }) => /^AWS::(EC2|MWAA|CodeBuild|Pipes)::|^Custom::/.test(Type))).toEqual([]);
  });

  test('keeps data and what runs apart', () => {
    const dataTypes = [
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::OpenSearchService::Domain',
    ];
    for (const type of dataTypes) {
      expect(new Set(ofType(resources, type).map(({ stack }) => stack))).toEqual(new Set(['NavigatorData']));
    }
  });
});

describe('the data of prod', () => {
  const resources = synthesise('prod');
  const kept = (type: string) =>
    Object.fromEntries(
      ofType(resources, type).map(({ id, DeletionPolicy, UpdateReplacePolicy }) => [
        id,
        `${DeletionPolicy} ${UpdateReplacePolicy}`,
      ]),
    );

  // A changed logical id makes CloudFormation replace the thing, and leave its data behind.
  test('the tables are still there', () => {
    expect(kept('AWS::DynamoDB::Table')).toEqual({
      ApprovalsTable8722BC13: 'Retain Retain',
      ChatTable4603252B: 'Retain Retain',
      ExecutionsTableE5FF9A8F: 'Retain Retain',
      IdentityTableE9A3D52B: 'Retain Retain',
      IntegrationsTableB237A30B: 'Retain Retain',
      KnowledgeTable15ACD058: 'Retain Retain',
      RepositoriesTable891AB297: 'Retain Retain',
      RunsTable96AAA230: 'Retain Retain',
      WorkflowsTable3DAABB69: 'Retain Retain',
    });
  });

  test('the buckets are still there', () => {
    expect(kept('AWS::S3::Bucket')).toEqual({
      AccessLogs8B620ECA: 'Retain Retain',
      ArtefactsBucket44D43D7B: 'Retain Retain',
      DagsBucket4A8F3CC8: 'Retain Retain',
      DocumentsBucket089EA665: 'Retain Retain',
    });
  });

  test('the keys are still there', () => {
    expect(kept('AWS::KMS::Key')).toEqual({
      DataKey2A0DE9E6: 'Retain Retain',
      SigningKey49B95470: 'Retain Retain',
    });
  });

  test('the masking key, the key of receipts, the Slack app and the search index are still there', () => {
    expect(kept('AWS::SecretsManager::Secret')).toEqual({
      MaskingKeySecret056131E1: 'Retain Retain',
      ReceiptKeySecretABA38C4D: 'Retain Retain',
      SlackAppClient750EEFF2: 'Retain Retain',
      SlackAppSigningSecret7993CADB: 'Retain Retain',
    });
    expect(kept('AWS::OpenSearchService::Domain')).toEqual({ SearchDomainAB6007CD: 'Retain Retain' });
  });

  test('tables refuse deletion, recover to a point in time, expire and are under the data key', () => {
    for (const { Properties } of ofType(resources, 'AWS::DynamoDB::Table')) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        SSESpecification: { SSEType: 'KMS' },
      });
    }
  });

  test('principal tokens are signed by Ed25519', () => {
    const signing = ofType(resources, 'AWS::KMS::Key').filter(
      ({ Properties }) => Properties.KeyUsage === 'SIGN_VERIFY',
    );
    expect(signing.map(({ Properties }) => Properties.KeySpec)).toEqual(['ECC_NIST_EDWARDS25519']);
  });
});

describe('configuration', () => {
  const read = (settings: Record<string, string>) => readConfig((name) => settings[name]);

  test('is prod unless told otherwise', () => {
    expect(read({})).toMatchObject({ stage: 'prod', keepData: true, cliCredentials: false });
  });

  test('refuses a stage it does not know', () => {
    expect(() => read({ stage: 'staging' })).toThrow();
  });

  test('takes the Python version of the Airflow at hand', () => {
    expect(read({ stage: 'local', pythonVersion: '3.13' }).airflow.pythonVersion).toBe('3.13');
  });

  test('reaches OpenSearch over TLS, but on one machine', () => {
    const urlOf = (stage: 'local' | 'dev' | 'prod') => {
      const functions = ofType(synthesise(stage), 'AWS::Lambda::Function');
      const ingest = functions.find(({ Properties }) =>
        /-knowledge-ingest-document$/.test(`${Properties.FunctionName}`),
      );
      return JSON.stringify(ingest?.Properties.Environment);
    };
    expect(urlOf('prod')).toContain('"https://"');
    expect(urlOf('dev')).toContain('"https://"');
    expect(urlOf('local')).toContain('"http://"');
  });

  test("puts the API's id into the address that the outside sees", () => {
    const address = 'http://localhost:4566/_aws/execute-api/{api}/$default';
    const functions = ofType(synthesise('local', { apiUrl: address }), 'AWS::Lambda::Function');
    const api = functions.find(({ Properties }) => Properties.FunctionName === 'navigator-repositories-api');
    expect(api?.Properties).toMatchObject({
      Environment: {
        Variables: {
          API_URL: {
            'Fn::Join': [
              '',
              ['http://localhost:4566/_aws/execute-api/', { Ref: expect.stringMatching(/^HttpApi/) }, '/$default'],
            ],
          },
        },
      },
    });
  });
});
