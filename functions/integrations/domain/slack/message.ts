/** A rich text element: literal text, in which Slack looks for no marks, mentions or links. */
interface Literal {
  readonly type: 'text';
  readonly text: string;
  readonly style?: { readonly bold?: boolean };
}

interface RichTextPart {
  readonly type: 'rich_text_section' | 'rich_text_preformatted' | 'rich_text_quote';
  readonly elements: readonly Literal[];
}

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** A button, and what Slack sends back when it is pressed. */
export interface ButtonElement {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

/** The few blocks of Block Kit that we use; none of them reads marks out of text. */
export type Block =
  | { readonly type: 'rich_text'; readonly elements: readonly RichTextPart[] }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'actions'; readonly elements: readonly ButtonElement[] };

/** A message: its blocks, and what notifications and screen readers say instead of them. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Characters of a text object, blocks of a message: https://docs.slack.dev/reference/block-kit */
export const limits = { text: 3_000, blocks: 50, buttonText: 75, buttonValue: 2_000, fallback: 300 } as const;

/** Cut to a length in UTF-16 units, never through a character. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

/** The three characters that Slack reads as marks where text is not literal, and no others. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Nothing is shown for an empty text, which Slack refuses. */
const literal = (text: string): Literal => ({ type: 'text', text: cut(text, limits.text) || ' ' });

const part =
  (type: RichTextPart['type']) =>
  (text: string): Block => ({ type: 'rich_text', elements: [{ type, elements: [literal(text)] }] });

/** A paragraph. */
export const paragraph = part('rich_text_section');
/** Lines as a machine wrote them. */
export const preformatted = part('rich_text_preformatted');
/** What somebody wrote. */
export const quote = part('rich_text_quote');

const plain = (text: string, length: number): PlainText => ({
  type: 'plain_text',
  text: cut(text, length) || ' ',
  emoji: false,
});

/** A line in small grey type. */
export const context = (text: string): Block => ({ type: 'context', elements: [plain(text, limits.text)] });

/** A button; its `action_id` tells it from the others of its message. */
export const button = (
  action_id: string,
  label: string,
  value: string,
  style?: ButtonElement['style'],
): ButtonElement => ({
  type: 'button',
  action_id,
  text: plain(label, limits.buttonText),
  value,
  ...(style && { style }),
});

/** A message of these blocks; those beyond what Slack takes are left out, buttons last. */
export const messageOf = (text: string, blocks: readonly Block[]): SlackMessage => {
  const isActions = ({ type }: Block) => type === 'actions';
  const actions = blocks.filter(isActions);
  const rest = blocks.filter((block) => !isActions(block));
  return {
    text: cut(escapeText(text), limits.fallback),
    blocks: [...rest.slice(0, limits.blocks - actions.length), ...actions],
  };
};

/** A message of one paragraph. */
export const say = (text: string): SlackMessage => messageOf(text, [paragraph(text)]);
