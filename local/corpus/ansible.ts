import * as z from 'zod';
import { fromAnsibleMarkup } from './ansible-markup.ts';
import { bullet, type Item, joinParts, type ReferenceDocument, renderItems } from './document.ts';

const Paragraphs = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((text) => [text].flat());

const Option = z.object({
  description: Paragraphs,
  type: z.string().optional(),
  elements: z.string().optional(),
  required: z.boolean().default(false),
  default: z.unknown().optional(),
  choices: z.union([z.array(z.unknown()), z.record(z.string(), Paragraphs)]).optional(),
  aliases: z.array(z.string()).default([]),
  get suboptions() {
    return z.record(z.string(), Option).nullish();
  },
});
type Option = z.infer<typeof Option>;

const Returned = z.object({
  description: Paragraphs,
  returned: z.string().optional(),
  type: z.string().optional(),
  elements: z.string().optional(),
  get contains() {
    return z.record(z.string(), Returned).nullish();
  },
});
type Returned = z.infer<typeof Returned>;

/** A module, a plugin, a page with a link, or a part of Ansible's guides, which says what it is by its description. */
const SeeAlso = z.union([
  z.object({ module: z.string(), description: z.string().optional() }),
  z.object({ plugin: z.string(), description: z.string().optional() }),
  z.object({ name: z.string(), link: z.string(), description: z.string() }),
  z.object({ ref: z.string(), description: z.string() }),
]);
type SeeAlso = z.infer<typeof SeeAlso>;

/** What `ansible-doc --json` says of a module. */
const Module = z.object({
  doc: z.object({
    collection: z.string(),
    short_description: z.string(),
    description: Paragraphs,
    requirements: Paragraphs,
    notes: Paragraphs,
    seealso: z.array(SeeAlso).default([]),
    options: z.record(z.string(), Option).default({}),
    attributes: z.record(z.string(), z.object({ support: z.string().optional() })).default({}),
    deprecated: z.object({ why: z.string(), alternative: z.string().optional() }).optional(),
  }),
  examples: z.string().nullable(),
  return: z.record(z.string(), Returned).nullable(),
});
type Module = z.infer<typeof Module>;

/** Versions of collections, by name. */
export type Versions = Readonly<Record<string, string>>;

/** Of ansible-core and of every collection that is read here. */
const licence = 'GPL-3.0-or-later';

const paragraphs = (texts: readonly string[]): string => texts.map(fromAnsibleMarkup).join('\n\n');
const sentence = (texts: readonly string[]): string => texts.map(fromAnsibleMarkup).join(' ');

const typeOf = ({ type, elements }: Option | Returned): string | undefined =>
  elements === undefined ? type : `${type} of ${elements}`;

const literal = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

const describeChoices = (choices: Option['choices']): string | undefined => {
  if (choices === undefined) return undefined;
  if (Array.isArray(choices)) return `One of ${choices.map(literal).join(', ')}.`;
  return Object.entries(choices)
    .map(([value, text]) => `\`${value}\`: ${sentence(text)}`)
    .join(' ');
};

const describeOption = (name: string, option: Option): string => {
  const facts = [
    typeOf(option),
    option.required ? 'required' : undefined,
    option.default === undefined || option.default === null ? undefined : `default ${literal(option.default)}`,
    option.aliases.length > 0 ? `alias ${option.aliases.join(', ')}` : undefined,
  ].filter((fact) => fact !== undefined);
  const text = [sentence(option.description), describeChoices(option.choices)].filter(Boolean).join(' ');
  const inner = Object.entries(option.suboptions ?? {}).map(([key, value]) => bullet(describeOption(key, value)));
  return [`**${name}** (${facts.join(', ')}): ${text}`, ...inner].join('\n');
};

const describeReturned = (name: string, value: Returned): string => {
  const facts = [typeOf(value), value.returned && `returned: ${value.returned}`].filter(Boolean).join(', ');
  const inner = Object.entries(value.contains ?? {}).map(([key, each]) => bullet(describeReturned(key, each)));
  return [`**${name}** (${facts}): ${sentence(value.description)}`, ...inner].join('\n');
};

const toItems = <T>(values: Readonly<Record<string, T>>, describe: (name: string, value: T) => string): Item[] =>
  Object.entries(values)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ name, text: bullet(describe(name, value)) }));

const nameReference = (reference: SeeAlso): string => {
  if ('module' in reference) return ` \`${reference.module}\``;
  if ('plugin' in reference) return ` \`${reference.plugin}\``;
  return 'link' in reference ? ` [${fromAnsibleMarkup(reference.name)}](${reference.link})` : '';
};

const describeReference = (reference: SeeAlso): string =>
  `See also${nameReference(reference)}${reference.description ? `: ${fromAnsibleMarkup(reference.description)}` : ''}`;

const describeNotes = ({ notes, seealso }: Module['doc']): string | undefined => {
  const all = [...notes.map(fromAnsibleMarkup), ...seealso.map(describeReference)];
  return all.length === 0 ? undefined : `## Notes\n\n${all.map(bullet).join('\n')}`;
};

const describeSupport = ({ attributes }: Module['doc']): string => {
  const check = attributes.check_mode?.support;
  const diff = attributes.diff_mode?.support;
  return [check && `Check mode: ${check}.`, diff && `Diff mode: ${diff}.`].filter(Boolean).join(' ');
};

const describeDeprecation = ({ deprecated }: Module['doc']): string | undefined =>
  deprecated &&
  `**Deprecated:** ${fromAnsibleMarkup(deprecated.why)} ${fromAnsibleMarkup(deprecated.alternative ?? '')}`.trim();

const toDocument = (object: string, { doc, examples, return: returned }: Module, versions: Versions) => {
  // The modules of ansible-core have a collection's name but no collection.
  const name = doc.collection === 'ansible.builtin' ? 'ansible-core' : doc.collection;
  const version = versions[name];
  if (version === undefined) throw new Error(`${object}: there is no version of ${name}`);
  const title = `${object} – ${fromAnsibleMarkup(doc.short_description).replace(/\.$/, '')}`;
  const text = joinParts([
    `# ${title}`,
    `Ansible module of ${name} ${version} (${licence}). ${describeSupport(doc)}`.trim(),
    describeDeprecation(doc),
    paragraphs(doc.description),
    doc.requirements.length > 0 ? `Requires: ${doc.requirements.map(fromAnsibleMarkup).join('; ')}.` : undefined,
    renderItems('Parameters', toItems(doc.options, describeOption)),
    describeNotes(doc),
    examples ? `## Examples\n\n\`\`\`yaml\n${examples.replace(/^(---)?\n+/, '').trimEnd()}\n\`\`\`` : undefined,
    renderItems('Return values', toItems(returned ?? {}, describeReturned)),
  ]);
  const path = `ansible/${doc.collection}/${object.slice(doc.collection.length + 1)}.md`;
  return { path, title, text, package: name, version, object, licence } satisfies ReferenceDocument;
};

/** Renders what `ansible-doc --json` printed. */
export const renderAnsible = (printed: unknown, versions: Versions): ReferenceDocument[] =>
  Object.entries(z.record(z.string(), Module).parse(printed)).map(([object, module]) =>
    toDocument(object, module, versions),
  );
