import { Construct } from 'constructs';
import { identityOperations } from '../../functions/identity/contract.ts';
import type { HttpApi } from './http-api.ts';
import type { Platform } from './platform.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceTable } from './service-table.ts';
import type { SigningKey } from './signing-key.ts';

export interface IdentityProps {
  readonly platform: Platform;
  readonly table: ServiceTable;
  readonly signingKey: SigningKey;
}

const capability = 'identity';

/** Tenants, their people's keys, and the principal token that every other function trusts. */
export class Identity extends Construct {
  readonly api: ServiceFunction;
  readonly authorizeRequest: ServiceFunction;
  readonly authorizeConnection: ServiceFunction;
  readonly createTenant: ServiceFunction;
  readonly actForKey: ServiceFunction;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    const { platform, table, signingKey } = props;
    this.api = new ServiceFunction(this, 'Api', {
      platform,
      capability,
      name: 'api',
      description: 'Serves the operations of identity',
    });
    table.grantReadWrite(this.api);
    signingKey.grantVerify(this.api);

    this.authorizeRequest = new ServiceFunction(this, 'AuthorizeRequest', {
      platform,
      capability,
      name: 'authorize-request',
      description: 'Turns an API key into a signed principal token',
    });
    table.grantRead(this.authorizeRequest);
    signingKey.grantSign(this.authorizeRequest);

    this.authorizeConnection = new ServiceFunction(this, 'AuthorizeConnection', {
      platform,
      capability,
      name: 'authorize-connection',
      description: 'Lets a WebSocket be opened with an API key',
    });
    table.grantRead(this.authorizeConnection);

    this.createTenant = new ServiceFunction(this, 'CreateTenant', {
      platform,
      capability,
      name: 'create-tenant',
      description: "Creates a tenant and its first administrator's key; invoked by the account's administrator",
    });
    table.grantReadWrite(this.createTenant);

    this.actForKey = new ServiceFunction(this, 'ActForKey', {
      platform,
      capability,
      name: 'act-for-key',
      description: 'Tells a door of ours what a key that it was shown before may do now',
    });
    table.grantRead(this.actForKey);
    signingKey.grantSign(this.actForKey);
  }

  /** Act with the rights that a key has now, known by its id alone, and `ACT_FOR_KEY_FUNCTION`. */
  grantActForKey(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.actForKey.functionArn]);
    fn.addEnvironment('ACT_FOR_KEY_FUNCTION', this.actForKey.functionName);
  }

  /** Call the operations of identity with the caller's principal token, and `IDENTITY_FUNCTION`. */
  grantCall(fn: ServiceFunction): void {
    fn.allow(['lambda:InvokeFunction'], [this.api.functionArn]);
    fn.addEnvironment('IDENTITY_FUNCTION', this.api.functionName);
  }

  serveOn(api: HttpApi): void {
    api.serve(this.api, identityOperations);
  }
}
