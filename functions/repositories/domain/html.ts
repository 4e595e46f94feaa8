/** Markup that was made here, so nothing in it is taken for text. */
export interface Html {
  readonly markup: string;
}

type Content = string | number | Html | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const render = (content: Content): string => {
  if (typeof content !== 'object') {
    return String(content ?? '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return 'markup' in content ? content.markup : content.map(render).join('');
};

/** A template of HTML in which every value is escaped, except what such a template made; lists are joined. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html => ({
  markup: strings.reduce((text, string, index) => `${text}${render(values[index - 1])}${string}`),
});
