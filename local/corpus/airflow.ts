import * as z from 'zod';
import { fromRestructuredText, readDocstring } from './docstring.ts';
import { bullet, type Item, joinParts, type ReferenceDocument, renderItems } from './document.ts';

const Parameter = z.object({ name: z.string(), type: z.string().nullable(), default: z.string().nullable() });
type Parameter = z.infer<typeof Parameter>;

const Method = z.object({ name: z.string(), doc: z.string(), parameters: z.array(Parameter) });
type Method = z.infer<typeof Method>;

const Described = Method.extend({
  kind: z.string(),
  module: z.string(),
  package: z.string(),
  bases: z.array(z.string()),
  templated: z.array(z.string()),
  methods: z.array(Method),
});
type Described = z.infer<typeof Described>;

const Section = z.object({
  package: z.string(),
  section: z.string(),
  description: z.string().nullable(),
  options: z.array(
    z.object({
      name: z.string(),
      description: z.string().nullish(),
      version_added: z.string().nullish(),
      type: z.string().nullish(),
      example: z.unknown().optional(),
      default: z.unknown().optional(),
      sensitive: z.boolean().optional(),
    }),
  ),
});
type Section = z.infer<typeof Section>;

const CommandGroup = z.object({
  group: z.string().nullable(),
  help: z.string().nullable(),
  commands: z.array(
    z.object({
      name: z.string(),
      help: z.string().nullable(),
      description: z.string().nullable(),
      epilog: z.string().nullable(),
      arguments: z.array(
        z.object({
          flags: z.array(z.string()),
          help: z.string().nullable(),
          choices: z.array(z.string()).nullable(),
          default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
        }),
      ),
    }),
  ),
});
type CommandGroup = z.infer<typeof CommandGroup>;

/** What `airflow_reference.py` printed. */
const Printed = z.object({
  packages: z.record(z.string(), z.object({ version: z.string(), licence: z.string() })),
  code: z.array(Described),
  configuration: z.array(Section),
  commands: z.array(CommandGroup),
});

type Origin = Pick<ReferenceDocument, 'package' | 'version' | 'licence'>;

const stated = ({ package: name, version, licence }: Origin): string => `${name} ${version} (${licence})`;

const describeParameter = ({ name, type, default: value }: Parameter, text: string | undefined): Item => {
  const facts = [type && `\`${type}\``, value === null ? undefined : `default \`${value}\``].filter(Boolean).join(', ');
  return { name, text: bullet(`**${name}**${facts && ` (${facts})`}${text ? `: ${text}` : ''}`) };
};

/** Those of the signature, then those that are documented but passed on to a base class. */
const describeParameters = ({ doc, parameters }: Method): Item[] => {
  const documented = readDocstring(doc).parameters;
  const own = new Set(parameters.map(({ name }) => name));
  const passedOn = [...documented].filter(([name]) => !own.has(name));
  return [
    ...parameters.map((parameter) => describeParameter(parameter, documented.get(parameter.name))),
    ...passedOn.map(([name, text]) => describeParameter({ name, type: null, default: null }, text)),
  ];
};

const describeEnd = (doc: string): string | undefined => {
  const { returns, raises } = readDocstring(doc);
  const lines = [returns && `Returns: ${returns}`, ...raises.map((each) => `Raises ${each}`)].filter(Boolean);
  return lines.length > 0 ? lines.join('\n\n') : undefined;
};

const describeMethod = (method: Method): string =>
  joinParts([
    `### ${method.name}`,
    `\`${method.name}(${method.parameters.map(({ name, default: value }) => (value === null ? name : `${name}=${value}`)).join(', ')})\``,
    readDocstring(method.doc).text,
    describeParameters({
      ...method,
      parameters: method.parameters.filter(({ name }) => readDocstring(method.doc).parameters.has(name)),
    })
      .map(({ text }) => text)
      .join('\n'),
    describeEnd(method.doc),
  ]).trimEnd();

const describeBases = ({ bases, templated }: Described): string | undefined => {
  const lines = [
    bases.length > 0 && `Extends ${bases.map((base) => `\`${base}\``).join(', ')}.`,
    templated.length > 0 && `Templated fields: ${templated.map((field) => `\`${field}\``).join(', ')}.`,
  ].filter(Boolean);
  return lines.length > 0 ? lines.join(' ') : undefined;
};

const renderCode = (described: Described, origin: Origin): ReferenceDocument => {
  const { kind, module, name, methods } = described;
  const object = `${module}.${name}`;
  const isDecorator = name.startsWith('task.');
  const title = isDecorator ? `@${name}` : name;
  const text = joinParts([
    `# ${title}`,
    `${kind[0]?.toUpperCase()}${kind.slice(1)} \`${object}\` of ${stated(origin)}.`,
    readDocstring(described.doc).text,
    describeBases(described),
    describeEnd(described.doc),
    renderItems('Parameters', describeParameters(described)),
    methods.length > 0 ? ['## Methods', ...methods.map(describeMethod)].join('\n\n') : undefined,
  ]);
  return { path: `${module.replaceAll('.', '/')}/${name}.md`, title, text, object, ...origin };
};

/** Exceptions have a sentence or two each: one document for all of a module. */
const renderExceptions = (module: string, exceptions: readonly Described[], origin: Origin): ReferenceDocument => {
  const title = `Exceptions of ${module.replace(/\.exceptions$/, '')}`;
  const sections = exceptions.map(({ name, bases, doc }) =>
    [
      `## ${name}`,
      readDocstring(doc).text,
      bases.length > 0 ? `Extends ${bases.map((base) => `\`${base}\``).join(', ')}.` : undefined,
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  const text = joinParts([`# ${title}`, `Module \`${module}\` of ${stated(origin)}.`, ...sections]);
  return { path: `${module.replaceAll('.', '/')}.md`, title, text, object: module, ...origin };
};

const shown = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : `\`${String(value).trim()}\``;

const renderConfiguration = ({ section, description, options }: Section, origin: Origin): ReferenceDocument => {
  const title = `Airflow configuration: [${section}]`;
  const describeOption = (option: Section['options'][number]): string => {
    const facts = [
      option.type && `Type: ${option.type}.`,
      shown(option.default) && `Default: ${shown(option.default)}.`,
      shown(option.example) && `Example: ${shown(option.example)}.`,
      option.version_added && `Since ${option.version_added}.`,
      `Environment variable: \`AIRFLOW__${section.toUpperCase().replaceAll('.', '_')}__${option.name.toUpperCase()}\`.`,
    ];
    const text = fromRestructuredText(option.description ?? '');
    return joinParts([`## ${option.name}`, text, facts.filter(Boolean).join(' ')]).trimEnd();
  };
  const text = joinParts([
    `# ${title}`,
    `Section of \`airflow.cfg\` that ${stated(origin)} reads.`,
    fromRestructuredText(description ?? ''),
    ...options.map(describeOption),
  ]);
  return { path: `airflow/configuration/${section}.md`, title, text, object: `[${section}]`, ...origin };
};

const renderCommands = ({ group, help, commands }: CommandGroup, origin: Origin): ReferenceDocument => {
  const object = `airflow ${group ?? commands[0]?.name}`;
  const sections = commands.map(({ name, help: summary, description, epilog, arguments: given }) => {
    const items = given.map(({ flags, help: text, choices, default: value }) => {
      const facts = [choices && `one of ${choices.join(', ')}`, shown(value) && `default ${shown(value)}`].filter(
        Boolean,
      );
      return bullet(`\`${flags.join('`, `')}\`${facts.length > 0 ? ` (${facts.join('; ')})` : ''}: ${text ?? ''}`);
    });
    const heading = group === null ? 'Usage' : `${object} ${name}`;
    return joinParts([
      `## ${heading}`,
      summary ?? undefined,
      description ?? undefined,
      items.join('\n'),
      epilog ?? undefined,
    ]).trimEnd();
  });
  const text = joinParts([`# ${object}`, `Command of ${stated(origin)}. ${help ?? ''}`.trim(), ...sections]);
  return { path: `airflow/cli/${group ?? commands[0]?.name}.md`, title: object, text, object, ...origin };
};

/** Renders what `airflow_reference.py` printed. */
export const renderAirflow = (printed: unknown): ReferenceDocument[] => {
  const { packages, code, configuration, commands } = Printed.parse(printed);
  const originOf = (name: string): Origin => {
    const found = packages[name];
    if (!found) throw new Error(`${name} is not among the installed packages`);
    return { package: name, ...found };
  };
  const exceptions = Map.groupBy(
    code.filter(({ kind }) => kind === 'exception'),
    ({ module }) => module,
  );
  return [
    ...code.filter(({ kind }) => kind !== 'exception').map((each) => renderCode(each, originOf(each.package))),
    ...[...exceptions].map(([module, each]) => renderExceptions(module, each, originOf(each[0]?.package ?? ''))),
    ...configuration.map((each) => renderConfiguration(each, originOf(each.package))),
    ...commands.map((each) => renderCommands(each, originOf('apache-airflow-core'))),
  ];
};
