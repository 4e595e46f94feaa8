import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { readConfig, type stages } from '../../lib/config.ts';
import { addNavigator } from '../../lib/navigator.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;
const Template = z.object({ Resources: z.record(z.string(), Resource) });
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

type Stage = (typeof stages)[number];

/** An app with the context of cdk.json that leaves the functions unbundled. */
export const createApp = (stage: Stage, settings: Record<string, string> = {}) => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const asked: Record<string, string> = { stage, ...settings };
  addNavigator(
    app,
    readConfig((name) => asked[name]),
  );
  return app;
};

/** One resource of a synthesised deployment and where it stands. */
export interface Placed extends Resource {
  readonly stack: string;
  readonly id: string;
}

/** All resources that a stage would deploy. */
export const synthesise = (stage: Stage, settings?: Record<string, string>): readonly Placed[] =>
  createApp(stage, settings)
    .synth()
    .stacks.flatMap((stack) =>
      Object.entries(Template.parse(stack.template).Resources).map(([id, resource]) => ({
        ...resource,
        stack: stack.stackName,
        id,
      })),
    );

/** The stacks that run the application, wherever it runs. */
export const applicationStacks = ['NavigatorApplication', 'NavigatorConversation'];

/** What runs, of a stage. */
export const synthesiseApplication = (stage: Stage): readonly Placed[] =>
  synthesise(stage).filter(({ stack }) => applicationStacks.includes(stack));

export const ofType = (resources: readonly Placed[], type: string): Placed[] =>
  resources.filter((resource) => resource.Type === type);

/** The logical id that a `Ref` or `Fn::GetAtt` points to. */
export const targetOf = (reference: unknown): string | undefined => {
  const parsed = z
    .union([
      z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
      z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((get) => get['Fn::GetAtt'][0]),
    ])
    .safeParse(reference);
  return parsed.data;
};

const list = (value: unknown) => (Array.isArray(value) || value === undefined ? value : [value]);

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.string(),
  Action: z.preprocess(list, z.array(z.string())),
  Resource: z.preprocess(list, z.array(z.unknown()).default([])),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;
const PolicyDocument = z.object({ Statement: z.array(Statement) });

/** The statements of a policy document. */
export const statementsOf = (document: unknown): Statement[] => PolicyDocument.parse(document).Statement;

/** What the policies of this stack grant the role. */
export const grantsOf = (resources: readonly Placed[], role: string): Statement[] =>
  ofType(resources, 'AWS::IAM::Policy')
    .filter((policy) =>
      z
        .array(z.unknown())
        .parse(policy.Properties.Roles)
        .some((attached) => targetOf(attached) === role),
    )
    .flatMap((policy) => statementsOf(policy.Properties.PolicyDocument));
