import type { Operation } from '../../shared/operation.ts';

type Input = Readonly<Record<string, unknown>>;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value as it is, or as JSON whose escapes leave nothing that a door hides, reorders or acts upon. */
const showLiterally = (value: unknown): string =>
  typeof value === 'string' && /^[\w./:@+?=&%,~ -]+$/.test(value)
    ? value
    : JSON.stringify(value).replace(
        /[<>[\]`]|[^\P{C}\n]/gu,
        (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
      );

/** What an operation does and with which literal input, as the middle of a sentence. */
export const describePlan = ({ summary }: Pick<Operation, 'summary'>, input: Input): string => {
  const fields = Object.entries(input).map(([field, value]) => `${field} ${showLiterally(value)}`);
  return `${lower(summary)}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`;
};

const quote = (value: unknown): string => {
  const text = show(value);
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
};

const optionOf = (field: string): string => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The command that does the same: `navigator run nightly_sales`. */
export const commandOf = ({ command }: Pick<Operation, 'command'>, input: Input): string => {
  const placed = [...command.matchAll(/[<[](\w+)[\]>]/g)].map(([, field = '']) => field);
  const words = command.replace(/ *[<[](\w+)[\]>]/g, (_, field: string) =>
    input[field] === undefined ? '' : ` ${quote(input[field])}`,
  );
  const options = Object.entries(input)
    .filter(([field]) => !placed.includes(field))
    .map(([field, value]) => ` ${optionOf(field)} ${quote(value)}`);
  return `navigator ${words}${options.join('')}`;
};
