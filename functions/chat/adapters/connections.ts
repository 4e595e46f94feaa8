import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';

/** The other ends of our WebSockets. */
export interface Connections {
  /** Sends frames in order; false: nobody is there any more. */
  readonly post: (connection: string, frames: readonly string[]) => Promise<boolean>;
  readonly close: (connection: string) => Promise<void>;
}

const unlessGone = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof GoneException) {
      return false;
    }
    throw error;
  }
};

/** Connections by API Gateway's management API at this address. Whoever does not take a frame in seconds has missed it. */
export const connectionsAt = (endpoint: string): Connections => {
  const client = new ApiGatewayManagementApiClient({
    endpoint,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
  });
  return {
    post: (ConnectionId, frames) =>
      unlessGone(async () => {
        for (const Data of frames) {
          await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
        }
      }),
    close: async (ConnectionId) => {
      await unlessGone(() => client.send(new DeleteConnectionCommand({ ConnectionId })));
    },
  };
};
