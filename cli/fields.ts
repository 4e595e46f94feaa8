import { type Command, Option } from 'commander';
import * as z from 'zod';
import { describeIssues } from '../functions/shared/describe-issues.ts';
import type { Operation } from '../functions/shared/operation.ts';
import { Failure } from './failure.ts';

const Field = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  writeOnly: z.boolean().default(false),
});
const InputSchema = z.object({
  properties: z.record(z.string(), Field).default({}),
  required: z.array(z.string()).default([]),
});
type Field = z.infer<typeof Field>;

const schemaOf = (operation: Operation): z.infer<typeof InputSchema> =>
  InputSchema.parse(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }));

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The words and positional inputs of `repo add <url>`. */
export const parseCommand = (command: string): { words: string[]; positionals: string[] } => {
  const parts = command.split(' ');
  return {
    words: parts.filter((part) => /^\w/.test(part)),
    positionals: parts.filter((part) => /^[<[]/.test(part)).map((part) => part.slice(1, -1)),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`"${text}" is not JSON (${error instanceof Error ? error.message : error}).`, 'usage');
  }
};

/** The IANA name of this machine's time zone. */
export const machineTimeZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'Etc/Unknown' ? 'UTC' : timeZone;
};

/** What the machine knows better than the contract's default. */
const machineDefaults: Readonly<Record<string, () => unknown>> = { timeZone: machineTimeZone };

/** A secret on the command line would stay in the shell's history and show in the list of processes. */
const stdinOption = (name: string, { description }: Field): Option =>
  new Option(`--${kebab(name)}-stdin`, `read from standard input: ${description}`);

const toOption = (name: string, field: Field, isRequired: boolean): Option => {
  if (field.writeOnly) {
    return stdinOption(name, field);
  }
  const flag = `--${kebab(name)}`;
  if (field.type === 'boolean') {
    return new Option(field.default === true ? `--no-${kebab(name)}` : flag, field.description);
  }
  const shape = field.type === 'array' ? `<${kebab(name)}...>` : `<${field.type === 'object' ? 'json' : 'value'}>`;
  const option = new Option(`${flag} ${shape}`, field.description);
  if (field.enum) {
    option.choices(field.enum);
  }
  const preset = machineDefaults[name]?.() ?? field.default;
  if (preset !== undefined) {
    option.default(preset, JSON.stringify(preset));
  }
  if (field.type === 'object') {
    option.argParser(parseJson);
  }
  return option.makeOptionMandatory(isRequired);
};

/**
 * Gives a command the operation's input: positionals as its `command` names them, the rest as options. The positional
 * named `openEnd` takes all words that follow.
 */
export const addInput = (command: Command, operation: Operation, openEnd?: string): void => {
  const { properties, required } = schemaOf(operation);
  const { positionals } = parseCommand(operation.command);
  for (const name of positionals) {
    const isOptional = operation.command.includes(`[${name}]`);
    const shape = name === openEnd ? `${name}...` : name;
    command.argument(isOptional ? `[${shape}]` : `<${shape}>`, properties[name]?.description);
  }
  for (const [name, field] of Object.entries(properties)) {
    if (!positionals.includes(name)) {
      command.addOption(toOption(name, field, required.includes(name)));
    }
  }
};

/** Reads the secrets of the operation's input that are to come from standard input. */
export const readSecrets = async (
  command: Command,
  operation: Operation,
  readStandardInput: () => Promise<string>,
): Promise<void> => {
  const options = command.opts<Record<string, unknown>>();
  const { properties, required } = schemaOf(operation);
  for (const [name, { writeOnly }] of Object.entries(properties)) {
    const isGiven = options[`${name}Stdin`] === true;
    if (writeOnly && !isGiven && required.includes(name)) {
      throw new Failure(`Pipe the ${name} in and add --${kebab(name)}-stdin.`, 'usage');
    }
    if (writeOnly && isGiven) {
      command.setOptionValue(name, await readStandardInput());
    }
  }
};

const joinWords = (typed: unknown): unknown => (Array.isArray(typed) ? typed.join(' ') : typed);

/** The operation's input out of what was typed; an invalid one fails as a usage error that names the field. */
export const readInput = (command: Command, operation: Operation): Record<string, unknown> => {
  const { positionals } = parseCommand(operation.command);
  const options = command.opts<Record<string, unknown>>();
  const typed: Record<string, unknown> = Object.fromEntries(
    positionals.map((name, index) => [name, joinWords(command.processedArgs[index])]),
  );
  for (const name of Object.keys(schemaOf(operation).properties)) {
    typed[name] ??= options[name];
  }
  const input = operation.input.safeParse(typed);
  if (!input.success) {
    throw new Failure(
      `${describeIssues(input.error)}. See \`navigator ${parseCommand(operation.command).words.join(' ')} --help\`.`,
      'usage',
    );
  }
  return input.data;
};
