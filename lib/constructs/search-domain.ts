import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, ResourcePolicy, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import type { SearchDomainConfig } from '../config.ts';
import type { DataKey } from './data-key.ts';
import type { Platform } from './platform.ts';
import type { ServiceFunction } from './service-function.ts';

export interface SearchDomainProps {
  readonly domainName: string;
  readonly config: SearchDomainConfig;
  readonly dataKey: DataKey;
  readonly logRetention: RetentionDays;
  /** Whether the domain outlives its stack. */
  readonly keepData: boolean;
}

/** Names of the indices of passages; `functions/knowledge/adapters/passage-index.ts` makes them. */
const indices = 'passages-*';

const reason = 'an index is named for the version of its model and mapping';

/**
 * OpenSearch, reached over TLS by requests that are signed. Its own policy leaves it to the roles of this account what they
 * may do. What it holds can be made anew from the document bucket.
 */
export class SearchDomain extends Construct {
  readonly #domain: CfnDomain;
  readonly #name: string;
  readonly #arn: string;
  readonly #scheme: string;

  // The L2 construct brings custom resources for the policies, which the local cloud need not run.
  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    super(scope, id);
    const { config, domainName, dataKey } = props;
    const { nodes, leaders } = config;
    this.#name = domainName;
    this.#scheme = config.scheme;
    this.#arn = Stack.of(this).formatArn({ service: 'es', resource: 'domain', resourceName: domainName });
    const logs = this.#logGroups(props);
    const mayLog = new ResourcePolicy(this, 'LogPolicy', {
      policyStatements: [
        new PolicyStatement({
          principals: [new ServicePrincipal('es.amazonaws.com')],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: Object.values(logs).map(({ logGroupArn }) => logGroupArn),
          conditions: {
            StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
            ArnEquals: { 'aws:SourceArn': this.#arn },
          },
        }),
      ],
    });
    this.#domain = new CfnDomain(this, 'Domain', {
      domainName,
      engineVersion: 'OpenSearch_2.19',
      clusterConfig: {
        instanceType: nodes.type,
        instanceCount: nodes.count,
        zoneAwarenessEnabled: nodes.count > 1,
        ...(nodes.count > 1 ? { zoneAwarenessConfig: { availabilityZoneCount: Math.min(nodes.count, 3) } } : {}),
        dedicatedMasterEnabled: leaders !== undefined,
        ...(leaders ? { dedicatedMasterType: leaders.type, dedicatedMasterCount: leaders.count } : {}),
      },
      ebsOptions: { ebsEnabled: true, volumeType: 'gp3', volumeSize: nodes.gibibytes },
      encryptionAtRestOptions: { enabled: true, kmsKeyId: dataKey.key.keyId },
      nodeToNodeEncryptionOptions: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
      // So that a request's path says which index it is about, which is what policies see.
      advancedOptions: { 'rest.action.multi.allow_explicit_index': 'false' },
      accessPolicies: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new AccountRootPrincipal()],
            actions: ['es:ESHttpDelete', 'es:ESHttpGet', 'es:ESHttpPost', 'es:ESHttpPut'],
            resources: [`${this.#arn}/${indices}`],
          }),
        ],
      }),
      logPublishingOptions: Object.fromEntries(
        Object.entries(logs).map(([kind, { logGroupArn }]) => [
          kind,
          { cloudWatchLogsLogGroupArn: logGroupArn, enabled: true },
        ]),
      ),
    });
    this.#domain.applyRemovalPolicy(props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.#domain.node.addDependency(mayLog);
    this.#acknowledge(config);
  }

  /** Search passages, and `OPENSEARCH_URL`. */
  grantRead(fn: ServiceFunction): void {
    this.#grant(fn, ['es:ESHttpPost'], `${indices}/_search`);
  }

  /** Make the index; put, find and remove passages; and `OPENSEARCH_URL`. */
  grantReadWrite(fn: ServiceFunction): void {
    this.#grant(fn, ['es:ESHttpPost', 'es:ESHttpPut'], indices);
  }

  /** Look into indices, and remove those that are empty; and `OPENSEARCH_URL`. */
  grantRetire(fn: ServiceFunction): void {
    this.#grant(fn, ['es:ESHttpGet'], `${indices}/_alias`);
    for (const path of ['_search', '_refresh', '_count']) this.#grant(fn, ['es:ESHttpPost'], `${indices}/${path}`);
    this.#grant(fn, ['es:ESHttpPut'], `${indices}/_settings`);
    this.#grant(fn, ['es:ESHttpDelete'], indices);
  }

  /** Adds the alarms of the domain to the construct that depends on it. */
  watch(scope: Construct, platform: Platform, runbook: string): void {
    const { account } = Stack.of(this);
    const alarms = {
      ClusterStatusRed: { metricName: 'ClusterStatus.red', description: 'OpenSearch has lost a part of its index.' },
      WritesBlocked: { metricName: 'ClusterIndexWritesBlocked', description: 'OpenSearch has no room to write.' },
    };
    for (const [id, { metricName, description }] of Object.entries(alarms)) {
      const metric = new Metric({
        namespace: 'AWS/ES',
        metricName,
        dimensionsMap: { DomainName: this.#name, ClientId: account },
        statistic: 'Maximum',
        period: Duration.minutes(5),
      });
      platform.alarms.add(scope, id, { metric, description, runbook });
    }
  }

  #grant(fn: ServiceFunction, actions: readonly string[], path: string): void {
    fn.allowPattern(actions, `${this.#arn}/${path}`, reason);
    fn.addEnvironment('OPENSEARCH_URL', `${this.#scheme}://${this.#domain.attrDomainEndpoint}`);
  }

  #logGroups({ domainName, dataKey, logRetention }: SearchDomainProps): Record<string, LogGroup> {
    const kinds = ['SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS', 'ES_APPLICATION_LOGS'];
    return Object.fromEntries(
      kinds.map((kind) => {
        const group = new LogGroup(this, kind, {
          logGroupName: `/aws/opensearch/${domainName}/${kind.toLowerCase().replaceAll('_', '-')}`,
          retention: logRetention,
          encryptionKey: dataKey.key,
          removalPolicy: RemovalPolicy.DESTROY,
        });
        return [kind, group];
      }),
    );
  }

  #acknowledge({ nodes, leaders }: SearchDomainConfig): void {
    const reasons: Record<string, string> = {
      'AwsSolutions-OS1': 'our functions are in no VPC; every request is signed by a role that may ask these indices',
      'AwsSolutions-OS3': 'Lambda functions have no addresses of their own; roles are let in, not addresses',
      ...(leaders ? {} : { 'AwsSolutions-OS4': 'one node leads itself where data may be lost' }),
      ...(nodes.count > 1 ? {} : { 'AwsSolutions-OS7': 'one node stands in one zone where data may be lost' }),
    };
    for (const [id, reason] of Object.entries(reasons)) Validations.of(this.#domain).acknowledge({ id, reason });
  }
}
