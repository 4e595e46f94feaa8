import { cut } from './message.ts';
import type { Place } from './work.ts';

/** A form with one field, for an answer in one's own words: https://docs.slack.dev/surfaces/modals */
export const modalOf = (asked: string, place: Place): Record<string, unknown> => ({
  type: 'modal',
  callback_id: 'answer',
  private_metadata: JSON.stringify(place),
  title: { type: 'plain_text', text: 'Navigator', emoji: false },
  submit: { type: 'plain_text', text: 'Answer', emoji: false },
  close: { type: 'plain_text', text: 'Cancel', emoji: false },
  blocks: [
    {
      type: 'input',
      block_id: 'answer',
      label: { type: 'plain_text', text: cut(asked, 2_000) || 'Answer', emoji: false },
      element: { type: 'plain_text_input', action_id: 'text', max_length: 2_000 },
    },
  ],
});
