import type { PresentKey } from './present-key.ts';

/** A WebSocket API's authorizer response: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
export interface ConnectionPolicy {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly {
      readonly Action: 'execute-api:Invoke';
      readonly Effect: 'Allow' | 'Deny';
      readonly Resource: string;
    }[];
  };
  /** Whose key it is: every frame of the connection comes with it. */
  readonly context?: { readonly tenant: string; readonly key: string };
}

/** What a handshake shows: `Authorization`, or a key among the sub-protocols, the only place that a browser has for it. */
const shownIn = (headers: Readonly<Record<string, string>>): string | undefined => {
  const find = (name: string) => Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  const protocols = (find('sec-websocket-protocol') ?? '').split(',').map((protocol) => protocol.trim());
  const key = protocols.find((protocol) => protocol.startsWith('nav_'));
  return find('authorization') ?? (key && `Bearer ${key}`);
};

/** Lets a connection be opened with a good API key, and says whose it is. What it may do is looked up for each frame anew. */
export const authorizeConnection =
  ({ present }: { present: PresentKey }) =>
  async (headers: Readonly<Record<string, string>>, resource: string): Promise<ConnectionPolicy> => {
    const found = await present(shownIn(headers));
    const context = found && { tenant: found.tenant, key: found.stored.apiKey.id };
    return {
      principalId: context?.key ?? 'nobody',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: context ? 'Allow' : 'Deny', Resource: resource }],
      },
      context,
    };
  };
