import type { Answer, Citation } from '../../../chat/contract.ts';
import {
  type Block,
  button,
  context,
  cut,
  limits,
  messageOf,
  paragraph,
  preformatted,
  quote,
  type SlackMessage,
} from './message.ts';
import type { Button } from './work.ts';

/** Who asked, and which message of the conversation this answers. */
export interface Asked {
  readonly user: string;
  readonly message: string;
}

/** Operations whose answers are lines that a machine wrote, below a first one of ours. */
const ofLines = ['runs.logs', 'versions.diff', 'versions.show'];

/** Of more than this nobody would choose by buttons. */
const shownSuggestions = 5;

const placeOf = (citation: Citation): string => {
  if (citation.kind === 'document') {
    const { source, path, heading } = citation;
    return [source, [path, heading].filter(Boolean).join(' › ')].join(' · ');
  }
  const { run, task, line } = citation;
  return [`run ${run}`, task, citation.try && `try ${citation.try}`, line && `line ${line}`]
    .filter(Boolean)
    .join(' · ');
};

const renderCitation = (citation: Citation): Block[] => [
  (citation.kind === 'log' ? preformatted : quote)(citation.text.trim()),
  context(placeOf(citation)),
];

const renderText = ({ text, plan }: Answer): Block[] => {
  const [first = '', ...lines] = text.split('\n');
  return plan && ofLines.includes(plan.operation) && lines.length > 0
    ? [paragraph(first), preformatted(lines.join('\n'))]
    : [paragraph(text)];
};

/** The value of a button; what was asked is cut to what Slack lets it hold. */
const toValue = (value: Button): string => {
  const { length } = JSON.stringify({ ...value, asked: '' });
  // Escaped in JSON, a character may take six.
  const room = Math.max(0, Math.floor((limits.buttonValue - length) / 6));
  return JSON.stringify({ ...value, asked: cut(value.asked, room) });
};

const renderButtons = ({ kind, text, suggestions }: Answer, { user, message }: Asked): Block[] => {
  const asks = (say: string, confirms?: string): string =>
    toValue({ user, say, asked: text, ...(confirms && { confirms }) });
  switch (kind) {
    case 'confirmation':
      return [
        {
          type: 'actions',
          elements: [button('yes', 'Yes', asks('yes', message), 'danger'), button('no', 'No', asks('no', message))],
        },
      ];
    case 'question':
      return [{ type: 'actions', elements: [button('answer', 'Answer…', toValue({ user, asked: text }), 'primary')] }];
    default: {
      const shown = suggestions.filter((each) => each.length <= limits.buttonText).slice(0, shownSuggestions);
      const elements = shown.map((each, index) => button(`say-${index}`, each, asks(each)));
      return elements.length > 0 ? [{ type: 'actions', elements }] : [];
    }
  }
};

/**
 * An answer as a message. Its text and what it quotes may hold what logs and documents say, so all of it is literal: no
 * mention, link or image can be made of it.
 */
export const renderAnswer = (answer: Answer, asked: Asked): SlackMessage => {
  const { text, citations, notes } = answer;
  const unsaid = citations.filter((citation) => !text.includes(citation.text.trim()));
  return messageOf(text, [
    ...renderText(answer),
    ...unsaid.flatMap(renderCitation),
    ...notes.map(context),
    ...renderButtons(answer, asked),
  ]);
};

/** What stays of a message whose button was pressed. */
export const renderPressed = ({ asked }: Button, label: string): SlackMessage =>
  messageOf(asked, [paragraph(asked), context(`You chose “${label}”.`)]);
