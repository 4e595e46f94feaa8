import { describe, expect, it } from 'vitest';
import { toSections } from './outline.ts';
import { outlineHtml } from './outline-html.ts';

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const texts = (html: string): string[] => outlineHtml(html).map(({ text }) => text);
const said = (html: string): string => texts(html).join('\n');

describe('a page', () => {
  it('keeps its headings with their path, its paragraphs, and its code as it is written', () => {
    const html = page(
      '<h1>Warehouse</h1><p>What it  is.</p><h2>On <em>call</em></h2><p>Restart <code>load_job</code>:</p><pre><code class="language-sh">systemctl restart \\\n  load</code></pre><h2>Later</h2><p>Sleep.</p>',
      '<title>Wiki</title>',
    );
    const sections = toSections(outlineHtml(html)).filter(({ headings }) => headings.length > 0);
    expect(sections.map(({ headings }) => headings)).toEqual([
      ['Warehouse'],
      ['Warehouse', 'On call'],
      ['Warehouse', 'Later'],
    ]);
    expect(sections[1]?.blocks).toEqual([
      { text: 'Restart `load_job`:', isCode: false },
      { text: 'systemctl restart \\\n  load', isCode: true },
    ]);
  });

  it('is named by its title where it has no heading of the first level', () => {
    expect(outlineHtml(page('<h2>A</h2><p>b</p>', '<title>\n Run\n books </title>'))[0]).toEqual({
      kind: 'heading',
      level: 1,
      name: 'Run books',
      text: 'Run books',
    });
  });

  it('becomes text where it has tables and lists', () => {
    const html = page(
      '<table><tr><th>Host</th><th>Port</th></tr><tr><td>wh</td><td>5432</td></tr></table><ol><li>Stop it<ul><li>gently</li></ul></li><li>Wait</li></ol>',
    );
    expect(texts(html)).toEqual(['| Host | Port |\n| wh | 5432 |', '1. Stop it\n  - gently\n2. Wait']);
  });

  it.each([
    ['a script', '<script>shown()</script>'],
    ['a style', '<style>shown {}</style>'],
    ['navigation', '<nav><a href="/">shown</a></nav>'],
    ['navigation by its role', '<div role="navigation">shown</div>'],
    ["the site's header", '<header>shown</header>'],
    ["the site's footer", '<footer>shown</footer>'],
    ['what is hidden', '<p hidden>shown</p>'],
    ['what is hidden from those who listen', '<p aria-hidden="true">shown</p>'],
    ['what is hidden by its style', '<div style="color:red; display : none"><p>shown</p></div>'],
    ['a comment', '<!-- shown -->'],
    ['a template', '<template><p>shown</p></template>'],
    ['the mark beside a heading', '<h2>T<a class="headerlink" href="#t">shown</a></h2>'],
  ])('says nothing of %s', (_name, hidden) => {
    expect(said(page(`${hidden}<p>kept</p>`))).not.toContain('shown');
    expect(said(page(`${hidden}<p>kept</p>`))).toContain('kept');
  });

  it('with a main part is that part, its own header included', () => {
    const html = page('<p>menu</p><main><header><h1>A</h1></header><p>kept</p></main><p>imprint</p>');
    expect(texts(html)).toEqual(['A', 'kept']);
  });

  it.each([
    ['holds nothing to read', page('<div id="root"></div><script src="app.js"></script>'), /no text/],
    ['is nested too deeply', page('<div>'.repeat(50_000)), /nested too deeply|no text/],
  ])('that %s cannot be read', (_name, html, why) => {
    expect(() => outlineHtml(html)).toThrow(why);
  });
});
