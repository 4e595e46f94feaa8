import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type PushSettled, repositoryEvents } from '../contract.ts';

/** Puts `push.settled` on the bus; throws where the bus does not take it. */
export type PutPushSettled = (event: PushSettled) => Promise<void>;

/** Events of repositories on the platform's bus. */
export const putPushSettled =
  ({ client, bus }: { client: EventBridgeClient; bus: string }): PutPushSettled =>
  async (event) => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: bus,
            Source: repositoryEvents.source,
            DetailType: repositoryEvents.pushSettled,
            Time: new Date(event.time),
            Detail: JSON.stringify(event),
          },
        ],
      }),
    );
    const refused = Entries.find((entry) => entry.ErrorCode);
    if (refused) {
      throw new Error(`the bus refused ${repositoryEvents.pushSettled}: ${refused.ErrorCode} ${refused.ErrorMessage}`);
    }
  };
