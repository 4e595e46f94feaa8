import { posix } from 'node:path';
import { Aws, Duration, RemovalPolicy, type Size, type Stack, Validations } from 'aws-cdk-lib';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledgements.ts';
import type { IsolatedNetwork } from './isolated-network.ts';
import type { Platform } from './platform.ts';

const root = `${import.meta.dirname}/../..`;

/** CommonJS packages inside an ES module still ask for `require`. */
const banner = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('');

export interface ServiceFunctionProps {
  readonly platform: Platform;
  /** The capability whose folder below `functions/` holds the entry file. */
  readonly capability: string;
  /** The entry file's name, without `.ts`; the function, its log group and its runbook section are named alike. */
  readonly name: string;
  readonly description: string;
  /** In seconds. @default 10 */
  readonly timeout?: number;
  /** In MB; CPU comes in proportion. @default 512 */
  readonly memory?: number;
  /** Size of `/tmp`. @default 512 MB */
  readonly ephemeralStorage?: Size;
  /** Where it can reach nothing, nor be reached. @default the network of Lambda, which reaches the internet */
  readonly network?: IsolatedNetwork;
  /** Packages that stay outside of the bundle, since they find files beside themselves. @default none */
  readonly packagesBeside?: readonly string[];
  /** Files and folders below the repository's root that come along, by where they stand beside the bundle. @default none */
  readonly filesBeside?: Readonly<Record<string, string>>;
}

/** What stands beside the bundle, by where it stands. */
const besides = ({ packagesBeside = [], filesBeside = {} }: ServiceFunctionProps): Record<string, string> => ({
  ...Object.fromEntries(packagesBeside.map((name) => [`node_modules/${name}`, `node_modules/${name}`])),
  ...filesBeside,
});

/**
 * What Lambda needs to attach a function to a network. It acts with the function's own role, so that the function's code
 * has to be denied the same: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice-security
 */
const allowAttaching = (role: Role, functionName: string): void => {
  const actions = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const itself = `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${functionName}`;
  role.addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
  role.addToPolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions,
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': itself } },
    }),
  );
};

/** Every Lambda of the house: Node 24 on arm64, one ES module with source maps, a role and a log group of its own, alarms. */
export class ServiceFunction extends NodejsFunction {
  /** `<capability>/<file>`. */
  readonly title: string;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const { platform, capability, name } = props;
    const functionName = `${platform.prefix}-${capability}-${name}`;
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: platform.logRetention,
      encryptionKey: platform.dataKey.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    acknowledgeWildcards(role, ['Resource::*'], 'xray:PutTraceSegments and PutTelemetryRecords know no resources');

    const { network } = props;
    if (network) allowAttaching(role, functionName);

    super(scope, id, {
      functionName,
      description: props.description,
      entry: `${root}/functions/${capability}/${name}.ts`,
      projectRoot: root,
      depsLockFilePath: `${root}/package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(props.timeout ?? 10),
      memorySize: props.memory ?? 512,
      ephemeralStorageSize: props.ephemeralStorage,
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      ...(network && {
        vpc: network.vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        securityGroups: [network.securityGroup],
      }),
      awsSdkConnectionReuse: false,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        minify: true,
        // Step Functions matches errors by name.
        keepNames: true,
        sourceMap: true,
        sourcesContent: false,
        banner,
        // What functions hand on to Airflow comes along as text.
        loader: { '.py': 'text', '.airflowignore': 'text' },
        commandHooks: {
          beforeBundling: () => [],
          beforeInstall: () => [],
          afterBundling: (from, to) =>
            Object.entries(besides(props)).flatMap(([place, source]) => [
              `mkdir -p "${to}/${posix.dirname(place)}"`,
              `cp -R "${from}/${source}" "${to}/${place}"`,
            ]),
        },
      },
    });

    this.title = `${capability}/${name}`;
    this.#role = role;
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'whoever invokes asynchronously sets a failure destination (MinuteSchedule); all others see the failure',
    });
    const runbook = `${capability}.md#${name}`;
    const period = Duration.minutes(5);
    platform.alarms.add(this, 'Errors', {
      metric: this.metricErrors({ period }),
      description: `${functionName} failed.`,
      runbook,
    });
    platform.alarms.add(this, 'Throttles', {
      metric: this.metricThrottles({ period }),
      description: `${functionName} was throttled.`,
      runbook,
    });
  }

  /** Allows these actions on these resources, no others. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** Allows these actions on whatever a pattern matches, the reason being why no closer name is known. */
  allowPattern(actions: readonly string[], pattern: string, reason: string): void {
    this.allow(actions, [pattern]);
    acknowledgeWildcards(this.#role, [`Resource::${pattern}`], reason);
  }
}

/** JSON: the names of these capabilities' functions by `<capability>/<file>`. */
export const functionNames = (stack: Stack, capabilities: readonly Construct[]): string =>
  stack.toJsonString(
    Object.fromEntries(
      capabilities
        .flatMap((capability) => capability.node.children)
        .filter((child) => child instanceof ServiceFunction)
        .map((fn) => [fn.title, fn.functionName]),
    ),
  );
