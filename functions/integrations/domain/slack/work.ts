import * as z from 'zod';
import { Timestamp } from '../../../shared/fields.ts';

/**
 * Where something was said, so that an answer finds its way there. `private`: only the person may see it, by a
 * `response_url` that Slack takes for half an hour; `message`: in a channel or a direct message, in a thread of it where
 * there is one.
 */
export const Place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('private'), channel: z.string(), responseUrl: z.url(), until: Timestamp }),
  z.object({ kind: z.literal('message'), channel: z.string(), thread: z.string().optional() }),
]);
export type Place = z.infer<typeof Place>;

/**
 * What a button of ours means, as Slack gives it back: who may press it, what it says in their name, to which of our
 * questions, and the words that stay once it was pressed. Without `say` it opens a form for an answer in one's own words.
 */
export const Button = z.object({
  user: z.string(),
  say: z.string().optional(),
  confirms: z.string().optional(),
  asked: z.string(),
});
export type Button = z.infer<typeof Button>;

const from = { team: z.string(), user: z.string(), place: Place };

/** What a request of Slack's asks for. */
export const Request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), ...from, text: z.string() }),
  z.object({
    kind: z.literal('pressed'),
    ...from,
    button: Button,
    label: z.string(),
    responseUrl: z.url(),
    trigger: z.string(),
  }),
  z.object({ kind: z.literal('left'), team: z.string(), at: Timestamp }),
]);
export type Request = z.infer<typeof Request>;

/** A request for the worker; `key` is the same where Slack sends it again. */
export const Work = z.object({ tenant: z.string(), key: z.string(), receivedAt: Timestamp, request: Request });
export type Work = z.infer<typeof Work>;
