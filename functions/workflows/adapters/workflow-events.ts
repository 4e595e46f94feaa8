import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type WorkflowPublished, workflowEvents } from '../contract.ts';

/** Entries that EventBridge takes at once. */
const entriesAtOnce = 10;

/** Puts `workflow.published` on the bus, once for each workflow. Throws where the bus did not take one. */
export const putWorkflowsPublished =
  ({ client, bus }: { client: EventBridgeClient; bus: string }) =>
  async (events: readonly WorkflowPublished[]): Promise<void> => {
    for (let start = 0; start < events.length; start += entriesAtOnce) {
      const { FailedEntryCount = 0, Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: events.slice(start, start + entriesAtOnce).map((event) => ({
            EventBusName: bus,
            Source: workflowEvents.source,
            DetailType: workflowEvents.published,
            Detail: JSON.stringify(event),
          })),
        }),
      );
      if (FailedEntryCount > 0) {
        throw new Error(
          `The bus did not take ${FailedEntryCount} events: ${Entries.find((e) => e.ErrorCode)?.ErrorCode}`,
        );
      }
    }
  };
