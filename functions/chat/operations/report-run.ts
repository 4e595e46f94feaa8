import * as z from 'zod';
import { knowledgeEvents, RunDiagnosed } from '../../knowledge/contract.ts';
import { RunChanged, runEvents } from '../../runs/contract.ts';
import type { ActForKey } from '../../shared/act-for-key.ts';
import { DomainError } from '../../shared/errors.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Follow, FollowStore } from '../adapters/follow-store.ts';
import { type ConversationReported, chatEvents } from '../contract.ts';
import { describeEnd, describeFailure } from '../domain/describe-end.ts';
import type { AnnounceEvent, Owner } from './announce-event.ts';

/** A failed run whose cause did not become known in time. */
export const reportDue = 'report.due';

const Ended = z.object({
  source: z.literal(runEvents.source),
  'detail-type': z.literal(runEvents.ended),
  detail: RunChanged,
});
const Diagnosed = z.object({
  source: z.literal(knowledgeEvents.source),
  'detail-type': z.literal(knowledgeEvents.runDiagnosed),
  detail: RunDiagnosed,
});
const Due = z.object({ source: z.literal(chatEvents.source), 'detail-type': z.literal(reportDue), detail: RunChanged });

/** What tells of the end of a run: EventBridge's envelope of events, and what this function puts off itself. */
export const EndOfRun = z.discriminatedUnion('source', [Ended, Diagnosed, Due]);
export type EndOfRun = z.infer<typeof EndOfRun>;
export type ReportDue = z.infer<typeof Due>;

interface Deps {
  readonly followsOf: (owner: { readonly tenant: string }) => FollowStore;
  readonly actForKey: ActForKey;
  readonly announce: AnnounceEvent;
  readonly putEvents: PutEvents;
  /** Delivers it again in a minute. */
  readonly putOff: (due: ReportDue) => Promise<void>;
  readonly now: () => Date;
}

/**
 * Tells those who wait for a run of its end, in the conversation that began it and once. Why it failed is told with it: that
 * is known when its log has been read, so a failure waits for that, though not for longer than a minute. Whose key may nothing
 * any more is told nothing.
 */
export const reportRun = ({ followsOf, actForKey, announce, putEvents, putOff, now }: Deps) => {
  /** A connection outlives its key by hours, and what is reported is pushed to it. */
  const mayHear = async ({ tenant, subject: { kind, id } }: Owner): Promise<boolean> => {
    try {
      return kind !== 'key' || (await actForKey({ tenant, key: id })) !== '';
    } catch (error) {
      if (error instanceof DomainError && error.code === 'key.missing') {
        return false;
      }
      throw error;
    }
  };

  const report = async (tenant: string, run: string, follow: Follow, text: string): Promise<void> => {
    const { subject, conversation, message } = follow;
    const follows = followsOf({ tenant });
    if (follow.isAnnounced || !(await mayHear({ tenant, subject }))) {
      return;
    }
    const reported = follow.reported ?? { at: now().toISOString(), text };
    if (!follow.reported) {
      await announce(
        { tenant, subject },
        conversation,
        { ...reported, kind: 'report', message },
        { together: [follows.markReported(run, follow, reported)] },
      );
    }
    // By now it may have been reported in other words, by another delivery.
    const told = (await follows.list(run)).find((each) => each.conversation === conversation);
    if (told?.reported && !told.isAnnounced) {
      const event: ConversationReported = {
        id: `${run}/${conversation}`,
        time: told.reported.at,
        tenant,
        correlationId: run,
        subject,
        conversation,
        message,
        text: told.reported.text,
      };
      await putEvents(chatEvents.source, chatEvents.reported, [event]);
      await follows.noteAnnounced(run, follow);
    }
  };

  const reportAll = async (tenant: string, run: string, text: string): Promise<void> => {
    for (const follow of await followsOf({ tenant }).list(run)) {
      await report(tenant, run, follow, text);
    }
  };

  return async (event: EndOfRun): Promise<void> => {
    const { tenant } = event.detail;
    if (event.source === knowledgeEvents.source) {
      const { run, error } = event.detail;
      if (error) {
        await reportAll(tenant, run, describeFailure({ ...event.detail, error }));
      }
      return;
    }
    const { run } = event.detail;
    if (event.source === runEvents.source && run.state === 'failed') {
      const isAwaited = (await followsOf({ tenant }).list(run.id)).some(({ reported }) => !reported);
      if (isAwaited) {
        await putOff({ source: chatEvents.source, 'detail-type': reportDue, detail: event.detail });
      }
      return;
    }
    const text = describeEnd(run);
    if (text !== undefined) {
      await reportAll(tenant, run.id, text);
    }
  };
};
