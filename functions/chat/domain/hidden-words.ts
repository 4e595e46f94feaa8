import type { Plan } from '../contract.ts';

const marker = /‹[a-z-]{2,30}:[0-9a-f]{6}›/g;

/** What stands behind each marker of a masked text, found by the words between them; nothing where they do not fit. */
export const hiddenWords = (text: string, masked: string): ReadonlyMap<string, string> => {
  const hidden = new Map<string, string>();
  const between = masked.split(marker);
  let end = between[0]?.length ?? 0;
  for (const [index, found] of [...masked.matchAll(marker)].entries()) {
    const next = between[index + 1] ?? '';
    const isLast = index === between.length - 2;
    const start = isLast ? text.length - next.length : text.indexOf(next === '' ? '\n' : next, end);
    if (start < end) {
      return new Map();
    }
    hidden.set(found[0], text.slice(end, start));
    end = start + next.length;
  }
  return hidden;
};

const restore = (value: unknown, hidden: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') {
    return value.replace(marker, (each) => hidden.get(each) ?? each);
  }
  if (Array.isArray(value)) {
    return value.map((each) => restore(each, hidden));
  }
  return typeof value === 'object' && value !== null ? restoreAll(value, hidden) : value;
};

const restoreAll = (value: object, hidden: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, restore(each, hidden)]));

/** A plan that was made from a masked text, with what the person really said. */
export const withHiddenWords = (plan: Plan, hidden: ReadonlyMap<string, string>): Plan => ({
  ...plan,
  input: restoreAll(plan.input, hidden),
});
