import { type ConversationEvent, longestFrame, type ServerFrame } from '../contract.ts';

/** Characters of a part: three bytes each at most, and some hundred around them. */
const partLength = 10_000;

/** A frame as it is sent. */
export const toText = (frame: ServerFrame): string => JSON.stringify(frame);

/** The frames that tell an event: one, or as many parts as its length takes. */
export const framesOf = (conversation: string, event: ConversationEvent): string[] => {
  const whole = toText({ type: 'event', conversation, event });
  if (Buffer.byteLength(whole) <= longestFrame) {
    return [whole];
  }
  const { cursor } = event;
  const json = JSON.stringify(event);
  const count = Math.ceil(json.length / partLength);
  return Array.from({ length: count }, (_, index) => {
    const data = json.slice(index * partLength, (index + 1) * partLength);
    return toText({ type: 'part', conversation, cursor, index, count, data });
  });
};
