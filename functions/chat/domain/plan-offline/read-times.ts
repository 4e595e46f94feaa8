import { casual } from 'chrono-node/en';
import { respellTimes } from './respell-times.ts';
import { wordsOf } from './words.ts';

/** A span of time that a message names, `since` up to `until` in ISO 8601, and where it stands. */
export interface Period {
  readonly start: number;
  readonly end: number;
  readonly since?: string;
  readonly until?: string;
}

/** Now, and the IANA time zone by which a day is understood. */
export interface Clock {
  readonly now: Date;
  readonly timeZone: string;
}

type Found = ReturnType<typeof casual.parse>[number];

interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const hour = 60 * 60_000;

/** Clocks of the zones that were asked for; they take long to make. */
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  clocks.set(timeZone, made);
  return made;
};

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
const offsetAt = (instant: number, timeZone: string): number => {
  const parts = clockOf(timeZone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return local - Math.floor(instant / 60_000) * 60_000;
};

/** The instant at which the zone's clocks show this; its parts may overflow. */
const instantOf = ({ year, month, day, hour, minute }: WallTime, timeZone: string): number => {
  const local = Date.UTC(year, month - 1, day, hour, minute);
  return local - offsetAt(local - offsetAt(local, timeZone), timeZone);
};

const wallOf = (components: Found['start']): WallTime => ({
  year: components.get('year') ?? 0,
  month: components.get('month') ?? 1,
  day: components.get('day') ?? 1,
  hour: components.get('hour') ?? 0,
  minute: components.get('minute') ?? 0,
});

const midnight = (wall: WallTime): WallTime => ({ ...wall, hour: 0, minute: 0 });

const todayOf = ({ now, timeZone }: Clock): WallTime => {
  const local = new Date(now.getTime() + offsetAt(now.getTime(), timeZone));
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  return { year, month, day, hour: 0, minute: 0 };
};

/** Words that chrono takes for times and that mostly mean something else here. */
const noTimes = new Set(['now', 'may', 'march', 'sun', 'sat', 'mar', 'second']);

/** Hours of the parts of a day, counted from its midnight. */
const partsOfDay = { night: [18, 32], morning: [0, 12], afternoon: [12, 18], evening: [17, 24] } as const;

const daysSinceMonday = ({ year, month, day }: WallTime): number =>
  (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;

/** Spans that begin and end with the calendar, by the words for them; days overflow into months and back. */
const calendar: Readonly<Record<string, (today: WallTime) => readonly [from: WallTime, to: WallTime]>> = {
  midnight: (today) => [today, { ...today, hour: 1 }],
  'last night': (today) => [
    { ...today, day: today.day - 1, hour: partsOfDay.night[0] },
    { ...today, day: today.day - 1, hour: partsOfDay.night[1] },
  ],
  'this week': (today) => {
    const monday = today.day - daysSinceMonday(today);
    return [
      { ...today, day: monday },
      { ...today, day: monday + 7 },
    ];
  },
  'last week': (today) => {
    const monday = today.day - daysSinceMonday(today);
    return [
      { ...today, day: monday - 7 },
      { ...today, day: monday },
    ];
  },
  'this month': (today) => [
    { ...today, day: 1 },
    { ...today, day: 1, month: today.month + 1 },
  ],
  'last month': (today) => [
    { ...today, day: 1, month: today.month - 1 },
    { ...today, day: 1 },
  ],
};

/** What a time without an hour spans: a part of a day, or whole days. */
const spanOfDays = ({ start, end, text }: Found, { now, timeZone }: Clock): Span => {
  const first = midnight(wallOf(start));
  const part = Object.entries(partsOfDay).find(([word]) => text.toLowerCase().includes(word))?.[1];
  if (part) {
    const [from, to] = part;
    return { from: instantOf({ ...first, hour: from }, timeZone), to: instantOf({ ...first, hour: to }, timeZone) };
  }
  // What is asked about has happened, so a weekday alone is the last one.
  const isWeekday = start.isCertain('weekday') && !start.isCertain('day');
  const back = isWeekday && instantOf(first, timeZone) > now.getTime() ? 7 : 0;
  const last = end ? midnight(wallOf(end)) : first;
  return {
    from: instantOf({ ...first, day: first.day - back }, timeZone),
    to: instantOf({ ...last, day: last.day - back + 1 }, timeZone),
  };
};

const units = new Set(['minute', 'hour', 'day', 'week', 'month', 'year'].flatMap((unit) => [unit, `${unit}s`]));

const spanOf = (found: Found, clock: Clock): Span => {
  const { now, timeZone } = clock;
  const text = found.text.toLowerCase();
  const named = calendar[text]?.(todayOf(clock));
  if (named) {
    const [from, to] = named;
    return { from: instantOf(from, timeZone), to: instantOf(to, timeZone) };
  }
  const from = instantOf(wallOf(found.start), timeZone);
  const [first = '', ...rest] = text.split(' ');
  // "last 24 hours", "past week": chrono tells when it began.
  if (['last', 'past', 'previous'].includes(first) && units.has(rest.at(-1) ?? '')) {
    return { from, to: now.getTime() };
  }
  if (!found.start.isCertain('hour')) {
    return spanOfDays(found, clock);
  }
  return { from, to: found.end ? instantOf(wallOf(found.end), timeZone) : from + hour };
};

const iso = (instant: number): string => new Date(instant).toISOString();

/** Words before a time that leave one end of its span open, and which. */
const bounds: Readonly<Record<string, (span: Span) => Pick<Period, 'since' | 'until'>>> = {
  since: ({ from }) => ({ since: iso(from) }),
  from: ({ from }) => ({ since: iso(from) }),
  after: ({ to }) => ({ since: iso(to) }),
  until: ({ to }) => ({ until: iso(to) }),
  till: ({ to }) => ({ until: iso(to) }),
  to: ({ to }) => ({ until: iso(to) }),
  through: ({ to }) => ({ until: iso(to) }),
  before: ({ from }) => ({ until: iso(from) }),
};

/** "from monday up to the end of yesterday": one that only begins and one that only ends are one. */
const joinBounds = (periods: readonly Period[]): Period[] => {
  const [first, second, ...others] = periods;
  return first && second && first.until === undefined && second.since === undefined
    ? [{ ...first, end: second.end, until: second.until }, ...others]
    : [...periods];
};

/** "between monday and tuesday": from the one to the other. */
const joinBetween = (text: string, periods: readonly Period[]): Period[] =>
  periods.flatMap((period, index) => {
    const isJoined = (one: Period | undefined, other: Period | undefined): boolean =>
      one !== undefined &&
      other !== undefined &&
      /\bbetween\s*$/i.test(text.slice(0, one.start)) &&
      /^\s*and\s*$/i.test(text.slice(one.end, other.start));
    const next = periods[index + 1];
    if (isJoined(periods[index - 1], period)) {
      return [];
    }
    return next && isJoined(period, next) ? [{ ...period, end: next.end, until: next.until }] : [period];
  });

const hoursInWords = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const anHour = String.raw`(?:2[0-4]|1\d|0?\d)(?::[0-5]\d)?|${hoursInWords.join('|')}|midnight|noon`;
const half = String.raw`\s*(?:am|pm|a\.m\.|p\.m\.)`;
const oClock = String.raw`(?:\s+o['’]?clock)?`;
const hoursSaid = new RegExp(
  String.raw`\b(?<lead>between|from)\s+(?<first>${anHour})(?<firstHalf>${half})?${oClock}\s*(?:and|to|till|until|-|–)\s*` +
    String.raw`(?<last>${anHour})(?<lastHalf>${half})?${oClock}(?=\s*(?:[,.;?!)]|$|in\b|on\b|at\b|this\b|yesterday\b|today\b|last\b|tonight\b|of\b))`,
  'i',
);
const hourSaid = new RegExp(String.raw`(?:^|\s)(?:at\s+)?(?<first>${anHour})${oClock}\s+(?:in\s+the\s+)?$`, 'i');
const partSaid = /\b(?:in\s+the\s+|at\s+)?(morning|afternoon|evening|night)\b/i;

/** Hours of a day, counted from its midnight, and where they stand. */
interface Hours {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

type Half = 'am' | 'pm' | undefined;

const halfOf = (said: string | undefined): Half => (said === undefined ? undefined : /p/i.test(said) ? 'pm' : 'am');

/** An hour as it is said, of the half of the day that is said: "12 am" is 0, "4 pm" is 16. */
const readHour = (said: string, of: Half): number => {
  const word = said.toLowerCase();
  if (word === 'midnight' || word === 'noon') {
    return word === 'noon' ? 12 : 0;
  }
  const [whole = '', minutes = '0'] = word.split(':');
  const hour = hoursInWords.includes(word) ? hoursInWords.indexOf(word) + 1 : Number(whole);
  const base = of === undefined ? hour : (hour % 12) + (of === 'pm' ? 12 : 0);
  return (hour > 12 ? hour : base) + Number(minutes) / 60;
};

const halves: Readonly<Record<string, Half>> = { morning: 'am', afternoon: 'pm', evening: 'pm' };

/** Hours of a night, counted from the midnight before it: "ten" is 22, "two" is 26. */
const readNightHour = (said: string, of: Half): number => {
  const hour = readHour(said, of);
  const evening = of === undefined && hour >= 6 && hour < 12 ? hour + 12 : hour;
  return evening < 12 || (of === undefined && evening === 12) ? (evening % 12) + 24 : evening;
};

/** "between two and four", "from 4 to 6 pm", "9 to 5"; `part` of the day, where one is named beside. */
const findHours = (text: string, part: string | undefined): Hours | undefined => {
  const said = hoursSaid.exec(text);
  const { lead = '', first, last, firstHalf, lastHalf } = said?.groups ?? {};
  if (said === null || first === undefined || last === undefined) {
    return undefined;
  }
  const isBare = /^\d+$/.test(first + last) && part === undefined && !(firstHalf ?? lastHalf);
  if (isBare && lead.toLowerCase() === 'from' && !/clock/i.test(said[0])) {
    return undefined;
  }
  const place = { start: said.index, end: said.index + said[0].length };
  if (part === 'night') {
    return { ...place, from: readNightHour(first, halfOf(firstHalf)), to: readNightHour(last, halfOf(lastHalf)) };
  }
  const of = halves[part ?? ''];
  const to = readHour(last, halfOf(lastHalf) ?? of);
  const inherited = readHour(first, halfOf(firstHalf) ?? of ?? halfOf(lastHalf));
  const from = inherited < to || firstHalf ? inherited : readHour(first, of);
  const isNextHalf =
    to <= from && !lastHalf && to + 12 > from && to < 12 && last.toLowerCase() !== 'midnight' && from <= 12;
  return { ...place, from, to: to > from ? to : to + (isNextHalf ? 12 : 24) };
};

/** "six o'clock this morning": the hour before a part of a day. */
const hourBefore = (text: string, found: Found): Hours | undefined => {
  const part = /\b(morning|afternoon|evening)$/i.exec(found.text)?.[1]?.toLowerCase();
  const lead = Math.max(0, found.index - 60);
  const said = hourSaid.exec(text.slice(lead, found.index));
  const first = said?.groups?.first;
  if (part === undefined || said === null || first === undefined) {
    return undefined;
  }
  const from = readHour(first, halves[part]);
  const start = lead + said.index + said[0].search(/\S/);
  return { from, to: from + 1, start, end: found.index + found.text.length };
};

const spanOfHours = ({ from, to }: Pick<Hours, 'from' | 'to'>, day: WallTime, timeZone: string): Span => {
  const at = (hour: number): number => instantOf({ ...midnight(day), minute: 60 * hour }, timeZone);
  return { from: at(from), to: at(to) };
};

/** Hours of the day that is named, told at both places; else of the last day on which they have begun. */
const periodsOfHours = (hours: Hours, day: Found | undefined, { now, timeZone }: Clock): Period[] => {
  const on = (wall: WallTime): Span => spanOfHours(hours, wall, timeZone);
  const today = todayOf({ now, timeZone });
  const yesterday = { ...today, day: today.day - 1 };
  const isLastNight = /\blast night\b/i.test(day?.text ?? '');
  const isToday = on(today).from <= now.getTime();
  const { from, to } = on(isLastNight ? yesterday : day ? wallOf(day.start) : isToday ? today : yesterday);
  const span = { since: iso(from), until: iso(to) };
  const place = { start: hours.start, end: hours.end };
  return [{ ...place, ...span }, ...(day ? [{ start: day.index, end: day.index + day.text.length, ...span }] : [])];
};

const blank = (text: string, start: number, length: number): string =>
  text.slice(0, start) + ' '.repeat(length) + text.slice(start + length);

/** Hours and the one day that they are of; undefined where there are none, or where more than a day is named. */
const readHours = (text: string, clock: Clock, parse: (text: string) => Found[]): Period[] | undefined => {
  const said = partSaid.exec(text);
  const part = said?.[1]?.toLowerCase();
  const hours = findHours(text, part);
  if (!hours) {
    return undefined;
  }
  const rest = blank(text, hours.start, hours.end - hours.start);
  // A part of a day hides the day beside it from chrono.
  const days = parse(said && part !== 'night' ? blank(rest, said.index, said[0].length) : rest);
  const isOneDay = ({ text: named, end }: Found): boolean =>
    !end && (named.toLowerCase() === 'last night' || !(named.toLowerCase() in calendar));
  return days.length <= 1 && days.every(isOneDay) ? periodsOfHours(hours, days[0], clock) : undefined;
};

/** The times that a message names; what is only a clock time is an hour, a day is the whole of it. */
export const readTimes = (message: string, clock: Clock): Period[] => {
  const { text, placeOf } = respellTimes(message);
  const reference = { instant: clock.now, timezone: offsetAt(clock.now.getTime(), clock.timeZone) / 60_000 };
  const words = wordsOf(text);
  const parse = (part: string): Found[] =>
    casual
      .parse(part, reference)
      .filter((each) => !(noTimes.has(each.text.toLowerCase()) || /\bgood\s+$/i.test(part.slice(0, each.index))));
  const hours = readHours(text, clock, parse);
  if (hours) {
    return hours.map((period) => ({ ...period, ...placeOf(period) }));
  }
  const periods = parse(text).map((each) => {
    const told = hourBefore(text, each);
    const start = told?.start ?? each.index;
    const span = told ? spanOfHours(told, wallOf(each.start), clock.timeZone) : spanOf(each, clock);
    const before = words.findLast(
      (word) => word.end <= start && !['the', 'end', 'of'].includes(word.text.toLowerCase()),
    );
    const bound = bounds[before?.text.toLowerCase() ?? ''];
    const end = each.index + each.text.length;
    return bound && before
      ? { start: before.start, end, ...bound(each.start.isCertain('hour') || told ? { ...span, to: span.from } : span) }
      : { start, end, since: iso(span.from), until: iso(span.to) };
  });
  return joinBounds(joinBetween(text, periods)).map((period) => ({ ...period, ...placeOf(period) }));
};
