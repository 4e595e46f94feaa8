const dropBackslashes = (text: string): string => text.replace(/\\(.)/g, '$1');

const quote = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** `ns.collection.module#module:option=value` is the option of another module. */
const option = (text: string): string => quote(dropBackslashes(text).replace(/^[\w.]+#\w+:/, ''));

const link = (text: string): string => {
  const comma = text.lastIndexOf(',');
  return `[${text.slice(0, comma).trim()}](${text.slice(comma + 1).trim()})`;
};

const marks: Readonly<Record<string, (text: string) => string>> = {
  C: quote,
  M: quote,
  V: (text) => quote(dropBackslashes(text)),
  E: (text) => quote(dropBackslashes(text)),
  O: option,
  RV: option,
  P: (text) => quote(text.replace(/#\w+$/, '')),
  I: (text) => `*${text}*`,
  B: (text) => `**${text}**`,
  U: (text) => text,
  L: link,
  R: (text) => text.slice(0, text.lastIndexOf(',')).trim(),
};

/**
 * Ansible's markup of documentation as Markdown.
 * @see https://docs.ansible.com/ansible/latest/dev_guide/ansible_markup.html
 */
export const fromAnsibleMarkup = (text: string): string =>
  text
    .replace(
      /\b(O|V|E|RV)\(((?:[^\\)]|\\.)+)\)/g,
      (whole, name: string, inner: string) => marks[name]?.(inner) ?? whole,
    )
    .replace(/\b([CMPIBULR])\(([^)]+)\)/g, (whole, name: string, inner: string) => marks[name]?.(inner) ?? whole)
    .replace(/\bHORIZONTALLINE\b/g, '')
    .trim();
