import { Construct } from 'constructs';
import { chatOperations } from '../../functions/chat/contract.ts';
import type { Approvals } from './approvals.ts';
import type { Executions } from './executions.ts';
import type { HttpApi } from './http-api.ts';
import type { Identity } from './identity.ts';
import type { Knowledge } from './knowledge.ts';
import type { MaskingKey } from './masking-key.ts';
import type { Platform } from './platform.ts';
import type { Repositories } from './repositories.ts';
import type { Runs } from './runs.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';
import type { Workflows } from './workflows.ts';

export interface ChatProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
  readonly maskingKey: MaskingKey;
  /** What can be asked for in words. */
  readonly capabilities: {
    readonly identity: Identity;
    readonly repositories: Repositories;
    readonly workflows: Workflows;
    readonly approvals: Approvals;
    readonly runs: Runs;
    readonly knowledge: Knowledge;
    readonly executions: Executions;
  };
}

/** Understands what people say and does it as them, by calling the other capabilities. */
export class Chat extends Construct {
  readonly api: ServiceFunction;

  constructor(scope: Construct, id: string, props: ChatProps) {
    super(scope, id);
    const { platform, table, signingKey, maskingKey, capabilities } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability: 'chat',
      name: 'api',
      description: 'Serves questions and conversations',
      timeout: 28,
      memory: 1024,
    });
    table.grantReadWriteDelete(this.api);
    signingKey.grantVerify(this.api);
    maskingKey.grantRead(this.api);
    capabilities.knowledge.grantEmbed(this.api);
    for (const capability of Object.values(capabilities)) capability.grantCall(this.api);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, chatOperations);
  }
}
