import { readFileSync } from 'node:fs';
import { ArnFormat, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { BuildSpec, ComputeType, LinuxBuildImage, Project } from 'aws-cdk-lib/aws-codebuild';
import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { DockerImageAsset, Platform as ImagePlatform } from 'aws-cdk-lib/aws-ecr-assets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { acknowledgeWildcards } from '../constructs/acknowledgements.ts';
import { ServiceStateMachine } from '../constructs/service-state-machine.ts';
import type { NavigatorApplication } from './application.ts';

export interface NavigatorTestRunnerProps extends StackProps {
  readonly config: Config;
  readonly application: NavigatorApplication;
}

const root = `${import.meta.dirname}/../..`;

/** Runs repositories' own tests in AWS CodeBuild. Only AWS has that, so it is a stack of its own. */
export class NavigatorTestRunner extends Stack {
  constructor(scope: Construct, id: string, props: NavigatorTestRunnerProps) {
    super(scope, id, props);
    const { config, application } = props;
    const project = this.#project(config);
    const runner = new ServiceStateMachine(this, 'Runner', {
      platform: application.platform,
      name: 'run-tests-on-codebuild',
      functions: {},
      substitutions: { Project: project.projectName },
      alarms: {
        failed: "A repository's own tests could not be handed to CodeBuild, or their result could not be told.",
        timedOut: "A run of a repository's own tests on CodeBuild ran out of time.",
      },
      runbook: 'repositories.md#run-tests',
    });
    this.#grantBuild(runner.stateMachine, project);
    application.ownTests.grantAnswer(runner.stateMachine);
    this.#feed(runner.stateMachine, application);
  }

  /** Has nothing but its log and its image: what it is to test comes by an address in its environment. */
  #project(config: Config): Project {
    const { airflowVersion, pythonVersion } = config.airflow;
    const image = new DockerImageAsset(this, 'Image', {
      directory: `${root}/airflow/test-image`,
      platform: ImagePlatform.LINUX_AMD64,
      buildArgs: { AIRFLOW_VERSION: airflowVersion, PYTHON_VERSION: pythonVersion },
    });
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/codebuild/${config.prefix}-run-tests`,
      retention: config.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { vpc, securityGroup } = this.#networkWithoutEgress(config);
    const project = new Project(this, 'Project', {
      projectName: `${config.prefix}-run-tests`,
      description: "Runs repositories' own tests",
      environment: {
        buildImage: LinuxBuildImage.fromEcrRepository(image.repository, image.imageTag),
        computeType: ComputeType.SMALL,
      },
      buildSpec: BuildSpec.fromObject({
        version: '0.2',
        env: { shell: 'bash', 'exported-variables': ['EXIT_CODE', 'SECONDS_USED'] },
        phases: { build: { commands: [readFileSync(`${import.meta.dirname}/run-tests.buildspec.sh`, 'utf8')] } },
      }),
      vpc,
      subnetSelection: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
      logging: { cloudWatch: { logGroup } },
      grantReportGroupPermissions: false,
    });
    Validations.of(project).acknowledge(
      { id: 'AwsSolutions-CB4', reason: 'it has no artefacts; with the key its role could decrypt what others store' },
      { id: 'AwsSolutions-CB5', reason: 'its image is built here, from a public one, with the Airflow that is tested' },
    );
    const interfaces = this.formatArn({ service: 'ec2', resource: 'network-interface', resourceName: '*' });
    const streams = this.#logOf(project, '*');
    acknowledgeWildcards(
      project,
      ['Resource::*', `Resource::${interfaces}`, `Resource::${streams}`],
      'the statements that CodeBuild documents for a project in a network: its interfaces, its log, its image',
    );
    return project;
  }

  /** What a build needs while it is set up has an endpoint; nothing has a route to anywhere else. */
  #networkWithoutEgress(config: Config): { vpc: Vpc; securityGroup: SecurityGroup } {
    const vpc = new Vpc(this, 'Vpc', {
      maxAzs: 1,
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
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
      description: 'Builds reach the endpoints of this network',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'the endpoints, of which S3 has no address of its own');
    const endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    });
    endpoints.addIngressRule(securityGroup, Port.tcp(443), 'builds');
    const { ECR, ECR_DOCKER, CLOUDWATCH_LOGS } = InterfaceVpcEndpointAwsService;
    for (const [id, service] of Object.entries({ ECR, ECR_DOCKER, CLOUDWATCH_LOGS })) {
      vpc.addInterfaceEndpoint(id, { service, securityGroups: [endpoints], open: false });
    }
    return { vpc, securityGroup };
  }

  #logOf({ projectName }: Project, streams: string): string {
    return this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: `/aws/codebuild/${projectName}:${streams}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** What Step Functions documents for `codebuild:startBuild.sync`, and the end of the log. */
  #grantBuild(stateMachine: StateMachine, project: Project): void {
    const rule = this.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: 'StepFunctionsGetEventForCodeBuildStartBuildRule',
    });
    const streams = this.#logOf(project, 'log-stream:*');
    const statements = [
      {
        actions: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
        resources: [project.projectArn],
      },
      { actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], resources: [rule] },
      { actions: ['logs:GetLogEvents'], resources: [streams] },
    ];
    for (const statement of statements) stateMachine.addToRolePolicy(new PolicyStatement(statement));
    acknowledgeWildcards(stateMachine, [`Resource::${streams}`], 'a log stream is named by its build');
  }

  /** One build for each message of the queue. */
  #feed(stateMachine: StateMachine, { ownTests }: NavigatorApplication): void {
    const { queue } = ownTests;
    const role = new Role(this, 'PipeRole', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
    );
    new CfnPipe(this, 'Pipe', {
      description: "Repositories' own tests, to CodeBuild",
      roleArn: role.roleArn,
      source: queue.queueArn,
      sourceParameters: { sqsQueueParameters: { batchSize: 1 } },
      target: stateMachine.stateMachineArn,
      targetParameters: { stepFunctionStateMachineParameters: { invocationType: 'FIRE_AND_FORGET' } },
    }).node.addDependency(role);
  }
}
