const nothing = [
  'none|null|nil|true|false|yes|no|on|off|undefined|unset|required|optional|missing|empty|invalid|incorrect|expired|n/a',
  'redacted|masked|hidden|filtered|secure|secret|sensitive|encrypted|placeholder|change_?me|replace_?me|todo|prompt',
  'str|string|secretstr|bytes|text|bool|boolean|int|integer|object|any|varchar|optional\\[.*',
].join('|');

/** Values that stand for a secret, or for none: a variable, a template, stars, a type, what somebody is to put there. */
const placeholder = new RegExp(
  `^(?:${[
    '[*x•.?#-]+|[([{<]+|<[a-z_ .:-]*>?|\\[[a-z_ .-]*\\]?|\\([a-z ]*\\)?',
    '\\$\\{.*|\\$[a-z_]+|\\$\\d|\\$\\(.*|\\{\\{.*|\\{[\\w.:]*\\}?|%(?:\\([\\w.]+\\))?[sdr]|%[A-Z_]+%|:[a-z_]+|@[a-z_]+',
    '={1,3}.*',
    nothing,
    `["'<]?(?:your|my|example|dummy)[-_ ].*`,
  ].join('|')})$`,
  'i',
);

/** What reads a value from elsewhere, or names where it is: code, and references to stores of secrets. */
const reference = new RegExp(
  `^(?:${[
    'os\\.|self\\.|conf\\.|config\\.|settings\\.|process\\.env|Variable\\.|Connection\\.|BaseHook\\.',
    '(?:var|local|module|data|env|args|params|vars|secrets|kwargs)[.\\[]',
    '[a-z_]{1,60}(?:\\.[a-z_]{1,60}){0,8}[(\\[]',
    '[a-z_]{2,60}(?:\\.[a-z_]{2,60}){0,8}\\.(?:result|value|password|passwd|secret|token|key)$',
    '\\w{0,40}get\\w{0,40}\\(',
    '(?:ENC|vault|ssm|resolve|op|sm|secretsmanager|keyvault|awssm|gcpsm|env|file|ref\\+\\w{1,20})(?:\\[|:/|:(?=[a-z]))',
    '!(?:vault|secret|env|Ref|Sub|GetAtt|ImportValue|reference)\\b|arn:aws|@Microsoft\\.KeyVault|projects/[\\w-]{1,60}/secrets',
    '[a-z]{2,20}(?:[A-Z][a-z]{1,20}){0,4}(?:Password|Secret|Token|Key|Credentials?)$',
    '(?:[A-Za-z]+_)*(?:password|passwd|pwd|pass|secret|token|(?:api_?)?key|credentials?)$',
    '\\$[A-Z_][A-Z0-9_]*$|(?:[A-Z]+_)+(?:PASSWORD|PASSWD|PWD|PASS|SECRET|TOKEN|KEY|CREDENTIALS?)$',
  ].join('|')})`,
);

/** A file, which is where the secret is, not what it is. */
const path = /^(?:[.~]?\/|[A-Z]:\\)(?:[a-z0-9_.\\/-]+|[\w.\\/ -]+\.\w{2,5})$/;

/** Whether a value may be a secret: not a placeholder, an expression or a path. */
export const isValue = (value: string): boolean =>
  !placeholder.test(value) && !reference.test(value) && !path.test(value);

const segment = '(?:[a-z]+|[A-Z][a-z]+|[A-Z]+|[vV]?\\d{1,8})';
const words = new RegExp(`^${segment}(?:[-_./:@+ ]+${segment})*[-_./:]?$`);

/** Whether somebody chose a text for what it says, such as a name or a number: each of its parts is a word or short number. */
export const isWordy = (text: string): boolean => words.test(text);

/** Whether a value looks as if it was made by chance; words that often introduce something harmless need one that does. */
export const isMadeUp = (value: string): boolean => isValue(value) && value.length >= 6 && !isWordy(value);

const hasLettersAndDigits = (value: string): boolean => /\d/.test(value) && /[A-Za-z]/.test(value);

/** Letters and digits, as passwords have them that somebody tells in a sentence. */
export const isTold = (value: string): boolean => isMadeUp(value) && hasLettersAndDigits(value);

const hexadecimal = /^(?:[0-9a-f]{7,64}|[0-9a-f-]{36})$/i;

/** Whether a text is long and mixed enough to be nothing but a token, and is no id or hash. */
export const isToken = (value: string): boolean =>
  isTold(value) &&
  (value.length >= 20 || (/[a-z]/.test(value) && /[A-Z]/.test(value))) &&
  !hexadecimal.test(value) &&
  !/^\w{1,20}:/.test(value);

/** Whether there is more than letters in a value, where names of columns and the like are as likely. */
export const isValueWithMark = (value: string): boolean =>
  isValue(value) && (/[^A-Za-z_-]/.test(value) || isMadeUp(value));

/** Words and a number, which a sentence has to call a password: `maple-otter-12`. */
export const isPhraseWithNumber = (value: string): boolean =>
  isValue(value) && value.length >= 6 && hasLettersAndDigits(value) && !/[/:@]|^v?\d|^\d{4}-\d/.test(value);

/** Whether a token of a known form is an example: several words after the prefix, or one character again and again. */
export const isExample = (token: string): boolean =>
  (isWordy(token) && /[-_][a-z]+[-_][a-z]+/.test(token)) || /([xX*0.])\1{11}/.test(token);
