import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

export const stages = ['local', 'dev', 'prod'] as const;
type Stage = (typeof stages)[number];

/** What differs between one deployment and another. Code never asks where it runs; only this file knows. */
export interface Config {
  readonly stage: Stage;
  /** First part of every name. */
  readonly prefix: string;
  /** Whether tables, buckets and keys outlive their stack and refuse to be deleted. */
  readonly keepData: boolean;
  readonly logRetention: RetentionDays;
  /** Who is told of alarms. */
  readonly alarmEmail?: string;
  /** The API's address as the outside sees it, `{api}` standing for the API's id; by default what API Gateway gives it. */
  readonly apiUrl?: string;
  /** That of the WebSocket API, likewise. */
  readonly webSocketUrl?: string;
  /** Where Slack is; elsewhere stands what speaks like it. */
  readonly slackUrl: string;
  /** Deploy with the caller's own credentials instead of the roles of `cdk bootstrap`. */
  readonly cliCredentials: boolean;
  readonly airflow: AirflowConfig;
  readonly searchDomain: SearchDomainConfig;
  /** What becomes of IP addresses in what is stored of logs and documents. */
  readonly ipAddresses: 'keep' | 'mask';
  /**
   * Who runs repositories' own tests: AWS CodeBuild, or a runner of one's own, that takes a role which whoever may assume
   * roles in this account takes.
   */
  readonly testRunner: 'codebuild' | 'role';
  /**
   * The model of Amazon Bedrock that understands messages, by its id or by that of an inference profile. @default none, and
   * tenants may use endpoints of their own
   */
  readonly bedrockModel?: string;
  /** Whether a tenant's model may stand on the machine that functions run on: that machine is the tenant's own, too. */
  readonly localModels: boolean;
}

/** The OpenSearch that this deployment searches with. */
export interface SearchDomainConfig {
  /** Instances that hold data, a volume each. */
  readonly nodes: { readonly type: string; readonly count: number; readonly gibibytes: number };
  /** Instances that only lead the cluster. @default the data nodes lead themselves */
  readonly leaders?: { readonly type: string; readonly count: number };
  /** How functions reach the domain's endpoint; requests are signed over https only. */
  readonly scheme: 'https' | 'http';
}

/** The Airflow that this deployment publishes to. */
export interface AirflowConfig {
  readonly mwaaName: string;
  readonly airflowVersion: string;
  readonly pythonVersion: string;
  /** Where people open it; by default the address that MWAA gives it. */
  readonly webUrl?: string;
  /**
   * Whether Amazon MWAA runs it: MWAA makes its log groups itself, and the service takes the execution role.
   * Otherwise the log group is ours to make, and whoever may assume roles in this account takes the role.
   */
  readonly managed: boolean;
}

/** Settings of `cdk -c name=value`; all are optional. */
const Context = z.object({
  stage: z.enum(stages).default('prod'),
  alarmEmail: z.email().optional(),
  apiUrl: z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .optional(),
  webSocketUrl: z
    .string()
    .regex(/^wss?:\/\/\S+$/)
    .optional(),
  airflowUrl: z.url().optional(),
  slackUrl: z.url().default('https://slack.com'),
  ipAddresses: z.enum(['keep', 'mask']).default('keep'),
  pythonVersion: z
    .string()
    .regex(/^3\.\d+$/)
    .optional(),
  bedrockModel: z
    .string()
    .regex(/^[a-z0-9][\w.:-]{3,150}$/)
    .optional(),
});

type StageDefaults = Omit<Config, keyof z.infer<typeof Context>>;

const mwaa = { mwaaName: 'navigator', airflowVersion: '3.0.6', pythonVersion: '3.12', managed: true };

const oneNode = { nodes: { type: 't3.small.search', count: 1, gibibytes: 10 }, scheme: 'https' } as const;

const defaults: Record<Stage, StageDefaults> = {
  local: {
    prefix: 'navigator',
    keepData: false,
    logRetention: RetentionDays.ONE_WEEK,
    cliCredentials: true,
    airflow: { mwaaName: 'navigator', airflowVersion: '3.3.2', pythonVersion: '3.11', managed: false },
    searchDomain: { ...oneNode, scheme: 'http' },
    testRunner: 'role',
    localModels: true,
  },
  dev: {
    prefix: 'navigator-dev',
    keepData: false,
    logRetention: RetentionDays.ONE_MONTH,
    cliCredentials: false,
    airflow: { ...mwaa, mwaaName: 'navigator-dev' },
    searchDomain: oneNode,
    testRunner: 'codebuild',
    localModels: false,
  },
  prod: {
    prefix: 'navigator',
    keepData: true,
    logRetention: RetentionDays.ONE_YEAR,
    cliCredentials: false,
    airflow: mwaa,
    searchDomain: {
      nodes: { type: 'r7g.large.search', count: 2, gibibytes: 50 },
      leaders: { type: 'm7g.medium.search', count: 3 },
      scheme: 'https',
    },
    testRunner: 'codebuild',
    localModels: false,
  },
};

/** The configuration that the CDK context asks for; throws a ZodError on a setting it cannot read. */
export const readConfig = (context: (name: string) => unknown): Config => {
  const settings = Context.parse(
    Object.fromEntries(Object.keys(Context.shape).map((name) => [name, context(name) ?? undefined])),
  );
  const stage = defaults[settings.stage];
  return {
    ...stage,
    stage: settings.stage,
    alarmEmail: settings.alarmEmail,
    apiUrl: settings.apiUrl,
    webSocketUrl: settings.webSocketUrl,
    slackUrl: settings.slackUrl,
    bedrockModel: settings.bedrockModel,
    ipAddresses: settings.ipAddresses,
    airflow: {
      ...stage.airflow,
      pythonVersion: settings.pythonVersion ?? stage.airflow.pythonVersion,
      webUrl: settings.airflowUrl,
    },
  };
};
