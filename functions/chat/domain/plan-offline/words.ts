/** A word of a message and where it stands; names, addresses and ids are one word. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{N}_\-./:@+#?=&%'’[\]]*[\p{L}\p{N}\]])?/gu;

/** The words of a message, in order. */
export const wordsOf = (message: string): Word[] =>
  [...message.matchAll(word)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));

const endings = ['ing', 'ies', 'ed', 'es', 's'];

/** A word without its case, apostrophe and commonest endings, so that "failing", "failed" and "fails" are one. */
export const stem = (word: string): string => {
  const plain = word.toLowerCase().replace(/['’].*$/, '');
  const ending = endings.find((each) => plain.endsWith(each) && plain.length - each.length >= 3);
  const root = ending === undefined || plain.endsWith('ss') ? plain : plain.slice(0, -ending.length);
  const undoubled = ending === 'ing' || ending === 'ed' ? root.replace(/([^aeiouls])\1$/, '$1') : root;
  return undoubled.length > 3 ? undoubled.replace(/[ey]$/, '') : undoubled;
};

/** Words that say nothing of what is wanted: politeness and address. Stems. */
const fillers = new Set(
  'please thank thanks hi hey hello navigator kindly just could would you can me us our my we for a an the now right thx pls want to i need like lets let also so and ok then'
    .split(' ')
    .map(stem),
);

/** Whether a word adds nothing to what a message asks for. */
export const isFiller = (word: string): boolean => fillers.has(stem(word));

/** Words that point at what was spoken of before. */
const pointers = new Set([
  'it',
  'its',
  'that',
  'this',
  'again',
  'same',
  'there',
  'them',
  'those',
  'one',
  'rerun',
  'retry',
]);

/** Whether a word points at what was spoken of before. */
export const isPointer = (word: string): boolean => pointers.has(word.toLowerCase().replace(/['’].*$/, ''));

const pronouns = new Set(['it', 'this', 'that', 'its', 'them', 'those', 'these']);

/** What a word counts as where messages are compared: its stem, and one token for all pronouns. */
export const tokenOf = (word: string): string => {
  const lower = word.toLowerCase();
  // "runs" are things, "run" is mostly a deed.
  return pronouns.has(lower) ? 'it' : lower === 'runs' ? lower : stem(word);
};

const interrogatives = new Set(
  'what whether why how when where who whom whose which is are was were does did has have had should must am'.split(
    ' ',
  ),
);

/** Whether a word begins questions. */
export const isInterrogative = (word: string): boolean => interrogatives.has(word.toLowerCase());

/** Who or what follows a "do" that asks. */
const askedOf = new Set(['we', 'you', 'i', 'they', 'our', 'all', 'any', 'these', 'those', 'my']);

const modals: readonly string[] = ['can', 'could', 'would', 'will', 'may'];

/**
 * Whether a message asks for knowledge; "can you …", "could you …" and "could it be …, please" ask for a deed and do not
 * count.
 */
export const isQuestion = (words: readonly Word[]): boolean => {
  const isPolite = words.some(({ text }) => ['please', 'kindly'].includes(text.toLowerCase()));
  const [first, second] = words
    .map(({ text }) => text.toLowerCase().replace(/['’].*$/, ''))
    .filter((word) => !['and', 'so', 'ok', 'hey', 'hi', 'hello', 'navigator', 'please', 'then'].includes(word));
  const isRequest = modals.includes(first ?? '');
  const isAsked = first === 'do' && askedOf.has(second ?? '');
  const isOurs = second === 'you' || second === 'i' || second === 'we';
  return interrogatives.has(first ?? '') || isAsked || (isRequest && !isOurs && !isPolite);
};

/** Words that turn a deed into its opposite. */
const negations = new Set('not dont never without no'.split(' '));

/** Words that make a deed hang on something. */
const conditions = new Set('if unless when until after before except instead later once wait'.split(' '));

/** Words by which a deed may reach further than it should. */
const quantities = new Set('nothing all every everything each'.split(' '));

/** Whether a word denies something. */
export const isNegation = (word: string): boolean => negations.has(word) || /n['’]t$/.test(word);

/** After these "before" compares: "the version before", "more than before". */
const comparedBefore = new Set(['than', 'version', 'one', 'commit', 'state', 'release', 'run']);

/** Before "if" these ask whether something is so. */
const whetherOf = new Set(['tell', 'me', 'know', 'see', 'check', 'say', 'ask', 'wonder', 'out']);

/** What follows a word that would hold back, where it does not: "no matter what", "instead of waiting", "until further notice". */
const harmlessBefore: Readonly<Record<string, readonly string[]>> = {
  once: ['more', 'again'],
  no: ['matter', 'longer', 'more', 'problem', 'hurry'],
  instead: ['of'],
  until: ['i', 'further', 'we'],
};

const isBrake = (word: string, before: string | undefined, after: string | undefined): boolean => {
  const isHarmless =
    (word === 'if' && whetherOf.has(before ?? '')) ||
    (word === 'before' && comparedBefore.has(before ?? '')) ||
    (harmlessBefore[word] ?? []).includes(after ?? '');
  return !isHarmless && (isNegation(word) || conditions.has(word));
};

const lowerOf = (words: readonly Word[]): string[] => words.map(({ text }) => text.toLowerCase());

/** Each word with the one that follows it. */
const pairsOf = (lower: readonly string[]): string[] => lower.map((word, index) => `${word} ${lower[index + 1] ?? ''}`);

const saysBeyond = (
  words: readonly Word[],
  isOne: (word: string, before: string | undefined, after: string | undefined) => boolean,
  example: readonly Word[],
): boolean => {
  const usual = new Set(pairsOf(lowerOf(example)));
  const lower = lowerOf(words);
  const pairs = pairsOf(lower);
  return lower.some(
    (word, index) => isOne(word, lower[index - 1], lower[index + 1]) && !usual.has(pairs[index] ?? word),
  );
};

/**
 * Whether a message says not to do something, or to do it under a condition: then nothing may be done at once. Not where
 * the utterance that it resembles says so too: "we no longer need it, remove it".
 */
export const isHeldBack = (words: readonly Word[], example: readonly Word[] = []): boolean =>
  saysBeyond(words, isBrake, example);

/** With these somebody tells whose words follow. */
const sayings = new Set(['says', 'said', 'reads', 'writes', 'wrote', 'states', 'claims', 'told']);

/** Whether a message tells what somebody else says: "the log says run it" is no order. */
export const isHearsay = (words: readonly Word[]): boolean => words.some(({ text }) => sayings.has(text.toLowerCase()));

/** Whether a message begins by saying not to do something, or not to want it. */
export const isTakenBack = (words: readonly Word[]): boolean => {
  const said = words.map(({ text }) => text.toLowerCase().replace(/['’]/g, '')).join(' ');
  return /^(?:(?:but|and|then|so|please) )*(?:(?:i|we) (?:really )?(?:dont|do not|never) want|do not|dont|never|not)\b/.test(
    said,
  );
};

/** Words beside which "only" narrows nothing but a right. */
const levels = new Set(['read', 'reading', 'write', 'writing']);

/**
 * Whether a part beside an order makes it hang on something, takes it back, or tells that somebody else gives it: "but not
 * before five", "the log says". A story may say no.
 */
export const holdsBack = (words: readonly Word[]): boolean => {
  const lower = lowerOf(words);
  const [first = ''] = lower.filter((word) => !['but', 'and', 'only', 'just', 'please'].includes(word));
  return (
    isNegation(first) ||
    isTakenBack(words) ||
    (lower.includes('only') && !lower.some((word) => levels.has(word))) ||
    isHearsay(words.slice(-1)) ||
    lower.some((word, index) => conditions.has(word) && isBrake(word, lower[index - 1], lower[index + 1]))
  );
};

/** Whether a message says to do something to everything, and the utterance that it resembles does not. */
export const isSweeping = (words: readonly Word[], example: readonly Word[] = []): boolean =>
  saysBeyond(words, (word) => quantities.has(word), example);
