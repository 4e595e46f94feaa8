import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

/** Entries that EventBridge takes at once: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const entriesAtOnce = 10;

/**
 * Puts events of one source and detail type on the bus, in order. Throws where the bus did not take one; those before it
 * may be there, so what is put again keeps its `id`. `source` and `detailType` are names of the owner's contract.
 */
export type PutEvents = (
  source: string,
  detailType: string,
  events: readonly { readonly id: string; readonly time: string }[],
) => Promise<void>;

/** The platform's bus, to put events on. */
export const putEvents =
  ({ client, bus }: { client: EventBridgeClient; bus: string }): PutEvents =>
  async (source, detailType, events) => {
    for (let start = 0; start < events.length; start += entriesAtOnce) {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: events.slice(start, start + entriesAtOnce).map((event) => ({
            EventBusName: bus,
            Source: source,
            DetailType: detailType,
            Time: new Date(event.time),
            Detail: JSON.stringify(event),
          })),
        }),
      );
      const refused = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused.length > 0) {
        const [first] = refused;
        throw new Error(
          `the bus refused ${refused.length} events ${detailType}: ${first?.ErrorCode} ${first?.ErrorMessage}`,
        );
      }
    }
  };
