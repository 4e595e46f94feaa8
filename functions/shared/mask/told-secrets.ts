import { type Detector, matching } from './detector.ts';
import { isPhraseWithNumber, isToken, isTold, isValueWithMark } from './values.ts';

/** A word of a sentence for a secret that people choose. */
const password = String.raw`(?<![\w.-])(?:pass(?:word|phrase|code|wd)|pwd|pw|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło)`;

/** And for one that machines make. */
const token = String.raw`(?<![\w.-])(?:(?:access |api |bearer |session |auth |shared )?(?:token|secret)|(?:api|access|secret|decryption|encryption|signing|license|private|auth|account|shared)[ _-]?key|session id|secret key|for key)`;

const verb = String.raw`(?:is|was|to|be|becomes?|lautet|ist|est|es|jest|provided|now|still|set|changed|reset|rotated|updated|has|been|from|using|with)`;
const opening = String.raw`[ \t]{0,3}(?:[("'\x60]|>>)?(?:\x1b\[[\d;]{1,8}m)?`;
const chosen = String.raw`(?<secret>[^\s"'\x60(),;<>]{5,200}[^\s"'\x60(),;<>.!?])`;
const made = String.raw`(?<secret>[A-Za-z0-9_+/=.~-]{8,500})`;

/** Secrets that a sentence gives away, as in "the password of X is Y". */
export const toldSecrets: readonly Detector[] = [
  matching({
    kind: 'secret',
    pattern: String.raw`${password}(?:[ \t]{1,3}(?:for|of)[ \t]{1,3}[^\n.:;=]{1,40}?)?(?:[ \t]{1,5}${verb}){0,5}[ \t]?[:=>]{0,2}[ \t]{1,3}${opening}${chosen}`,
    flags: 'i',
    accept: isTold,
  }),
  // What is new of it may be told later in the sentence.
  matching({
    kind: 'secret',
    pattern: String.raw`${password}[^\n.=:]{0,60}?[ \t](?:now|new one)(?: is)?:?[ \t]{1,3}${chosen}`,
    flags: 'i',
    accept: isTold,
  }),
  // Words are believed to be one only right after the verb.
  matching({
    kind: 'secret',
    pattern: String.raw`${password}(?:[ \t]{1,3}(?:for|of)[ \t]{1,3}[^\n.:;=]{1,40}?)?[ \t]{1,3}(?:is|was|lautet|ist|est|es|from|to)[: \t]{1,3}${opening}${chosen}`,
    flags: 'i',
    accept: isPhraseWithNumber,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`${password}(?: (?:is|was))?:? ["'\x60](?<secret>[^"'\x60\n]{4,200})["'\x60]`,
    flags: 'i',
    accept: isValueWithMark,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`${password}[ \t]{1,3}from[ \t]{1,3}[^\s.]{4,200}[ \t]{1,3}to[ \t]{1,3}${chosen}`,
    flags: 'i',
    accept: isTold,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w/.-])${chosen} (?:as|for) (?:(?:the|a|an|his|her|my|your|its) )?(?:new |old )?(?:password|passphrase|pin|token)`,
    flags: 'i',
    accept: isTold,
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`${token}(?:[ \t]{1,5}${verb}){0,5}[ \t]?[:=]{0,2}[ \t]{1,3}${opening}${made}`,
    flags: 'i',
    accept: (value) => isToken(value.replace(/[.]$/, '')),
  }),
  // Hashes only in quotes, or where the word before allows no other reading.
  matching({
    kind: 'secret',
    pattern: String.raw`(?:${token}[ \t]{1,3}["'\x60(]|(?:auth(?:entication)? token|session id|(?:de|en)cryption key|api[ _-]?key)[ \t]{1,3}(?:is )?)(?<secret>[0-9a-f]{32,128})(?![\w-])`,
    flags: 'i',
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`\b(?:creds?|credentials|log ?in|sign in|user/pass(?:word)?|username/password)(?:[ \t]{1,3}(?:are|is|with|as|using))?[ \t]?[:=]?[ \t]{1,3}[\w.@-]{1,60}[ ]?[/:][ ]?(?!\d{4}-)(?<secret>[^\s"'(),;/:]{6,200})`,
    flags: 'i',
    accept: isPhraseWithNumber,
  }),
  // Codes that are good once, and what they are made from.
  matching({
    kind: 'secret',
    pattern: String.raw`(?<![\w.-])(?:otp|totp|pin|(?:verification|security|login|one[- ]time|access|sms|2fa|mfa|auth(?:entication)?|confirmation) code|(?:sign|log) ?in with code)["']?(?: is| was)?[:= ]{1,3}["']?(?<secret>\d{4,8}|\d{3}[ -]\d{3})(?![\w.])`,
    flags: 'i',
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:seed|recovery|mnemonic)(?: phrase| words)?["']?[ ]?[:=][ ]?["']?(?<secret>(?:[a-z]{3,8} ){11,23}[a-z]{3,8})`,
    flags: 'i',
  }),
  matching({
    kind: 'secret',
    pattern: String.raw`(?:backup|recovery|scratch) codes?["']?[ ]?[:=][ ]?["'\[]{0,2}(?<secret>[\w-]{6,20}(?:["']?,[ ]?["']?[\w-]{6,20}){0,20})`,
    flags: 'i',
    accept: (value) => /\d/.test(value),
  }),
];
