/** `<url|label>`, `<@user>`, `<#channel|name>`: https://docs.slack.dev/messaging/formatting-message-text */
const marked = /<([^<>|]*)(?:\|([^<>]*))?>/g;

const unmark = (_all: string, target: string, label: string | undefined): string => {
  if (/^(https?|mailto|tel):/.test(target)) {
    return target.replace(/^(mailto|tel):/, '');
  }
  const sign = /^[@#]/.exec(target)?.[0];
  return label === undefined || sign === undefined ? (label ?? target) : `${sign}${label.replace(/^[@#]/, '')}`;
};

/** What a person wrote, out of how Slack sends it: the bot's mention at its start, marks and escapes taken away. */
export const readText = (sent: string): string =>
  sent
    .replace(/^\s*(<@[A-Z0-9]+(\|[^<>]*)?>[\s:,]*)+/, '')
    .replace(marked, unmark)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
