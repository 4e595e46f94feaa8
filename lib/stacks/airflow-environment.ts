import { ArnFormat, Aws, CfnOutput, Fn, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnEnvironment } from 'aws-cdk-lib/aws-mwaa';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { acknowledgeWildcards } from '../constructs/acknowledgements.ts';
import type { NavigatorApplication } from './application.ts';
import type { NavigatorData } from './data.ts';

export interface NavigatorAirflowEnvironmentProps extends StackProps {
  readonly config: Config;
  readonly data: NavigatorData;
  readonly application: NavigatorApplication;
}

/** The Airflow that Amazon MWAA runs. Only AWS can make it, so it is a stack of its own. */
export class NavigatorAirflowEnvironment extends Stack {
  constructor(scope: Construct, id: string, props: NavigatorAirflowEnvironmentProps) {
    super(scope, id, props);
    const { config, data, application } = props;
    const { executionRole } = application.airflow;
    const { bucket } = data.dagBucket;
    const name = config.airflow.mwaaName;
    const grants = this.#grantWhatMwaaDocuments(executionRole, props);
    const logging = { enabled: true, logLevel: 'INFO' };
    const environment = new CfnEnvironment(this, 'Environment', {
      name,
      airflowVersion: config.airflow.airflowVersion,
      environmentClass: 'mw1.small',
      minWorkers: 1,
      maxWorkers: 4,
      executionRoleArn: executionRole.roleArn,
      kmsKey: data.dataKey.key.keyArn,
      sourceBucketArn: bucket.bucketArn,
      dagS3Path: 'dags',
      pluginsS3Path: this.#uploadPlugins(data),
      airflowConfigurationOptions: {
        'navigator.bus_name': application.eventBus.bus.eventBusName,
        'navigator.environment': name,
      },
      webserverAccessMode: 'PUBLIC_ONLY',
      networkConfiguration: this.#network(config),
      loggingConfiguration: {
        taskLogs: logging,
        dagProcessingLogs: logging,
        schedulerLogs: logging,
        webserverLogs: logging,
        workerLogs: logging,
      },
    });
    environment.node.addDependency(grants);
    new CfnOutput(this, 'AirflowWebUrl', { value: `https://${environment.attrWebserverUrl}` });
  }

  #network(config: Config): CfnEnvironment.NetworkConfigurationProperty {
    const vpc = new Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: config.keepData ? 2 : 1,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
      ],
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
      flowLogs: {
        Rejected: {
          destination: FlowLogDestination.toCloudWatchLogs(
            new LogGroup(this, 'FlowLogs', { retention: config.logRetention }),
          ),
        },
      },
    });
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Airflow talks to itself and to the outside',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(securityGroup, Port.allTraffic(), 'its own parts');
    securityGroup.addEgressRule(securityGroup, Port.allTraffic(), 'its own parts');
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS and what DAGs call');
    return {
      subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
      securityGroupIds: [securityGroup.securityGroupId],
    };
  }

  /** The zip's key is its content hash, so that a changed plugin is a changed environment. */
  #uploadPlugins(data: NavigatorData): string {
    const upload = new BucketDeployment(this, 'Plugins', {
      sources: [Source.asset(`${import.meta.dirname}/../../airflow/plugins`, { exclude: ['__pycache__', '*.pyc'] })],
      destinationBucket: data.dagBucket.bucket,
      destinationKeyPrefix: 'plugins',
      extract: false,
      prune: false,
      retainOnDelete: true,
    });
    this.#acknowledgeUploader(upload, data);
    return `plugins/${Fn.select(0, upload.objectKeys)}`;
  }

  #acknowledgeUploader({ handlerRole }: BucketDeployment, data: NavigatorData): void {
    const reason = "the function is CDK's own (BucketDeployment), as is its role";
    const assets = `arn:${Aws.PARTITION}:s3:::cdk-hnb659fds-assets-${Aws.ACCOUNT_ID}-${Aws.REGION}/*`;
    acknowledgeWildcards(
      handlerRole,
      [
        'Action::s3:GetBucket*',
        'Action::s3:GetObject*',
        'Action::s3:List*',
        'Action::s3:Abort*',
        'Action::s3:DeleteObject*',
        'Action::kms:GenerateDataKey*',
        'Action::kms:ReEncrypt*',
        `Resource::${assets}`,
        `Resource::${data.dagBucket.bucket.bucketArn}/*`,
      ],
      reason,
    );
    const basicExecution = 'Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const rules = [
      'AwsSolutions-L1',
      'Serverless-LambdaLatestVersion',
      'Serverless-LambdaTracing',
      'Serverless-LambdaDLQ',
    ];
    for (const id of [...rules, `AwsSolutions-IAM4[${basicExecution}]`]) {
      Validations.of(handlerRole.node.scope ?? handlerRole).acknowledge({ id, reason });
    }
  }

  /** Beyond what the role has everywhere: https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html */
  #grantWhatMwaaDocuments(role: IRole, { config, data }: NavigatorAirflowEnvironmentProps): Policy {
    const name = config.airflow.mwaaName;
    const logGroups = this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: `airflow-${name}-*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const queues = `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:*:airflow-celery-*`;
    const { bucketArn } = data.dagBucket.bucket;
    const policy = new Policy(this, 'WhatMwaaDocuments', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['airflow:PublishMetrics'],
          resources: [this.formatArn({ service: 'airflow', resource: 'environment', resourceName: name })],
        }),
        new PolicyStatement({
          actions: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
          resources: [bucketArn, `${bucketArn}/*`],
        }),
        new PolicyStatement({
          actions: ['s3:GetAccountPublicAccessBlock', 'logs:DescribeLogGroups', 'cloudwatch:PutMetricData'],
          resources: ['*'],
        }),
        new PolicyStatement({
          actions: [
            'logs:CreateLogStream',
            'logs:CreateLogGroup',
            'logs:PutLogEvents',
            'logs:GetLogEvents',
            'logs:GetLogRecord',
            'logs:GetLogGroupFields',
            'logs:GetQueryResults',
          ],
          resources: [logGroups],
        }),
        new PolicyStatement({
          actions: [
            'sqs:ChangeMessageVisibility',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            'sqs:GetQueueUrl',
            'sqs:ReceiveMessage',
            'sqs:SendMessage',
          ],
          resources: [queues],
        }),
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*', 'kms:Encrypt'],
          resources: [data.dataKey.key.keyArn],
          conditions: {
            StringEquals: {
              'kms:ViaService': [`sqs.${Aws.REGION}.amazonaws.com`, `s3.${Aws.REGION}.amazonaws.com`],
            },
          },
        }),
      ],
    });
    acknowledgeWildcards(
      policy,
      [
        'Action::s3:GetObject*',
        'Action::s3:GetBucket*',
        'Action::s3:List*',
        'Action::kms:GenerateDataKey*',
        'Resource::*',
        `Resource::${bucketArn}/*`,
        `Resource::${logGroups}`,
        `Resource::${queues}`,
      ],
      'the statements that MWAA documents for an execution role; its queues are in an account of its own',
    );
    return policy;
  }
}
