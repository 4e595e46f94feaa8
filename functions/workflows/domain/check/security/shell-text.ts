/** One program with its arguments, as it stands in a text for a shell. */
export interface ShellCommand {
  /** Without quotes; `$NAME`, `$(…)` and templates stay as they are. */
  readonly words: readonly string[];
  readonly readsFrom: readonly string[];
  readonly writesTo: readonly string[];
}

/** Commands of which each reads what the one before writes. */
export type Pipeline = readonly ShellCommand[];

const longestText = 20_000;

/** Lines that go on after a backslash, as one. */
export const joinLines = (text: string): string => (text.includes('\\\n') ? text.replace(/\\\n[ \t]*/g, ' ') : text);

const closing: Readonly<Record<string, string>> = { '$(': ')', '${': '}', '{{': '}}', '{%': '%}', '`': '`' };

/** Where what is opened here ends, brackets of its own kind within it counted. */
const endOf = (text: string, from: number, opener: string): number => {
  const closer = closing[opener] ?? opener;
  let depth = 1;
  for (let at = from + opener.length; at < text.length; at++) {
    if (text.startsWith(closer, at)) {
      depth -= 1;
      if (depth === 0) {
        return at + closer.length;
      }
    } else if (closer === ')' && text[at] === '(') {
      depth += 1;
    }
  }
  return text.length;
};

const token = /&&|\|\||;;|[;\n&|(){}]|\d?>>?&?\d?|<<?<?/y;

/** The words of a text for a shell, and what stands between them. */
const readTokens = (text: string): readonly (readonly [kind: 'word' | 'mark', text: string])[] => {
  const tokens: [kind: 'word' | 'mark', text: string][] = [];
  let word: string | undefined;
  let quote = '';
  const end = (): void => {
    if (word !== undefined) {
      tokens.push(['word', word]);
    }
    word = undefined;
  };
  for (let at = 0; at < text.length; ) {
    const here = text.charAt(at);
    const opener = quote === "'" ? undefined : Object.keys(closing).find((each) => text.startsWith(each, at));
    const template = text.startsWith('{{', at) ? '{{' : opener;
    if (template) {
      const to = endOf(text, at, template);
      word = (word ?? '') + text.slice(at, to);
      at = to;
    } else if (quote !== '') {
      quote = here === quote ? '' : quote;
      word = (word ?? '') + (quote === '' ? '' : here);
      at += 1;
    } else if (here === '"' || here === "'") {
      quote = here;
      word ??= '';
      at += 1;
    } else if (here === '\\') {
      word = (word ?? '') + text.charAt(at + 1);
      at += 2;
    } else if (here === '#' && word === undefined) {
      const to = text.indexOf('\n', at);
      at = to === -1 ? text.length : to;
    } else {
      token.lastIndex = at;
      const mark = token.exec(text)?.[0];
      const isSpace = here === ' ' || here === '\t';
      if (mark !== undefined || isSpace) {
        end();
      } else {
        word = (word ?? '') + here;
      }
      if (mark !== undefined) {
        tokens.push(['mark', mark]);
      }
      at += mark?.length ?? 1;
    }
  }
  end();
  return tokens;
};

/** What a shell would make of a text, as far as pipes and redirections go. */
export const readShell = (text: string): readonly Pipeline[] => {
  const pipelines: Pipeline[] = [];
  let pipeline: ShellCommand[] = [];
  let words: string[] = [];
  let readsFrom: string[] = [];
  let writesTo: string[] = [];
  let redirect = '';
  const endCommand = (): void => {
    if (words.length > 0 || readsFrom.length > 0 || writesTo.length > 0) {
      pipeline.push({ words, readsFrom, writesTo });
    }
    [words, readsFrom, writesTo, redirect] = [[], [], [], ''];
  };
  for (const [kind, each] of readTokens(joinLines(text.slice(0, longestText)))) {
    if (kind === 'word') {
      (redirect === '' ? words : redirect === '<' ? readsFrom : writesTo).push(each);
      redirect = '';
    } else if (each.includes('>') || each.startsWith('<')) {
      redirect = each.includes('>') ? (/&\d$/.test(each) ? '' : '>') : each === '<' ? '<' : '';
    } else {
      endCommand();
      if (each !== '|') {
        pipelines.push(pipeline);
        pipeline = [];
      }
    }
  }
  endCommand();
  return [...pipelines, pipeline].filter(({ length }) => length > 0);
};
