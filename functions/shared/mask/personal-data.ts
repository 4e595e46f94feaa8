import { type Detector, matching, wordEnd, wordStart } from './detector.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** https://en.wikipedia.org/wiki/Luhn_algorithm */
const passesLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

/** First digits and lengths of cards in use (ISO/IEC 7812), as one in ten numbers passes Luhn's check by chance. */
const issuers = new RegExp(
  `^(?:${[
    '4\\d{15}(?:\\d{3})?|5[1-5]\\d{14}|2(?:2[2-9]|[3-6]\\d|7[01])\\d{13}|3[47]\\d{13}|3(?:0[0-5]|[68]\\d)\\d{11}',
    '6(?:011|0[1-9]\\d|5\\d\\d|4[4-9]\\d)\\d{12}|35\\d{14}|62\\d{14,17}',
    '220[0-4]\\d{12}|(?:5018|5020|5038|5893|6304|6759|676[1-3])\\d{12}',
  ].join('|')})$`,
);

const cards = matching({
  kind: 'card',
  pattern: `${wordStart}(?<![.+])(?:\\d{13,19}|\\d{4}(?<gap>[ -])\\d{4}\\k<gap>\\d{4}\\k<gap>\\d{4}|\\d{4}(?<space>[ -])\\d{6}\\k<space>\\d{4,5})${wordEnd}(?!-\\w|\\.\\d)`,
  accept: (text) => issuers.test(digitsOf(text)) && passesLuhn(digitsOf(text)),
});

/** Length of an IBAN by country: https://www.swift.com/standards/data-standards/iban-international-bank-account-number */
const ibanLengths = new Map(
  [
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24',
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32',
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24',
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30',
  ]
    .flatMap((line) => line.split(' '))
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 13616: the first four characters put last, letters as numbers from 10, leave 1 when divided by 97. */
const passesIban = (iban: string): boolean => {
  const moved = iban.slice(4) + iban.slice(0, 4);
  const remainder = [...moved].reduce((rest, character) => {
    const value = Number.parseInt(character, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
  return remainder === 1;
};

const ibanStart = new RegExp(`${wordStart}[A-Z]{2}\\d{2}(?= ?[A-Z0-9])`, 'g');

/** IBANs, in one piece or in groups of four. What follows may be capitals too, so the country says where one ends. */
const ibans: Detector = function* (text) {
  for (const { 0: head, index } of text.matchAll(ibanStart)) {
    const length = ibanLengths.get(head.slice(0, 2));
    const isGrouped = text[index + 4] === ' ';
    const size = length === undefined ? 0 : length + (isGrouped ? Math.ceil(length / 4) - 1 : 0);
    const iban = text.slice(index, index + size);
    const form = isGrouped ? /^(?:[A-Z0-9]{4} )+[A-Z0-9]{1,4}$/ : /^[A-Z0-9]+$/;
    if (form.test(iban) && !/\w/.test(text[index + size] ?? '') && passesIban(iban.replaceAll(' ', ''))) {
      yield { kind: 'iban', start: index, end: index + size };
    }
  }
};

// ITU-T E.164: 15 digits at most; fewer than nine may be a date or an offset.
const isPhone = (text: string): boolean => digitsOf(text).length >= 9 && digitsOf(text).length <= 15;

const phones: readonly Detector[] = [
  matching({
    kind: 'phone',
    pattern: `(?:(?<![A-Za-z0-9_+.)])(?:\\+|(?<!-)00(?!\\d\\d-\\d{4}-\\d{4}(?!\\d))(?=[1-9]\\d{0,2}[ .()/-]))|%2B)[1-9](?:\\d{8,14}|\\d{0,3}(?:[ .()/-]{1,2}\\d{1,10}){2,6})${wordEnd}`,
    accept: isPhone,
  }),
  // Of North America, with its brackets or hyphens: https://en.wikipedia.org/wiki/North_American_Numbering_Plan
  matching({
    kind: 'phone',
    pattern: `(?<![\\w.+/-])(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?[2-9]\\d{2}-\\d{4}|[2-9]\\d{2}(?<dot>[.-])[2-9]\\d{2}\\k<dot>\\d{4})${wordEnd}(?!-\\w|\\.\\d)`,
  }),
  // After a word that says so, also without the country.
  matching({
    kind: 'phone',
    pattern: `(?<![A-Za-z])(?:tele)?(?:phone|fon|mobile|msisdn|cell|fax|whatsapp|tel)(?:[_ -]?(?:number|no|nr))?(?:["']|\\\\")?[.:= ]{1,3}(?:["']|\\\\")?(?<secret>(?:\\(?\\+?0|00|\\+|\\(|[1-9](?=\\d{9}))[\\d().]{1,12}(?:[ /-]{1,2}[\\d().]{1,10}){0,5})${wordEnd}`,
    flags: 'i',
    accept: isPhone,
  }),
];

/** Endings of files, units and machines that stand where a domain would have its country or kind. */
const noDomain =
  /\.(?:png|jpe?g|gif|svg|webp|css|js|json|html|txt|internal|service|socket|timer|mount|localhost)$|cluster\.local$/i;

const emails = matching({
  kind: 'email',
  pattern: `(?<![A-Za-z0-9_.+-])(?<local>[A-Za-z0-9\u00c0-\u024f_.+-]+)(?:@|%40)(?:[A-Za-z0-9\u00c0-\u024f-]{1,63}\\.)+[A-Za-z]{2,24}${wordEnd}`,
  // `git@` names a server, and what stands before @ in an address may be a password, which is found as such.
  accept: (text, { index, input, groups }) =>
    !/^(?:git|hg|celery)$/.test(groups?.local ?? '') &&
    !noDomain.test(text) &&
    !/:\/\/[^\s/?#]*$/.test(input.slice(Math.max(index - 200, 0), index)),
});

/** What belongs to a person or a bank account; each is checked as far as its standard allows. */
export const personalData: readonly Detector[] = [emails, cards, ibans, ...phones];
