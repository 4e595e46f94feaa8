import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/**
 * Tells cdk-nag why a role has these wildcards, each by itself, so that another one is still reported.
 * Done while the tree is validated, since only then are the names of other stacks' resources known.
 */
export const acknowledgeWildcards = (role: IConstruct, wildcards: readonly string[], reason: string): void =>
  role.node.addValidation({
    validate: () => {
      const findings = wildcards.map((wildcard) => flattenCfnReference(Stack.of(role).resolve(wildcard)));
      Validations.of(role).acknowledge(...findings.map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason })));
      return [];
    },
  });
