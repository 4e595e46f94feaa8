import { DomainError } from '../../shared/errors.ts';

/** Where an execution stands among others: by the time it was asked for, in UTC, then by its id. */
export const placeOf = ({ startedAt, id }: { startedAt: string; id: string }): string => `${startedAt}#${id}`;

/** The place right after everything that was asked for at a time or before: `$` follows `#`. */
const placeAfter = (time: string): string => `${new Date(time).toISOString()}$`;

/** The cursor of a page that goes on with what is older than this execution. */
export const toCursor = (execution: { startedAt: string; id: string }): string =>
  Buffer.from(placeOf(execution)).toString('base64url');

const fromCursor = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#./.test(place)) {
    throw new DomainError(
      'input.invalid',
      'cursor: not one of this list. Use `next` of the page before, or leave it out.',
    );
  }
  return place;
};

/** Where to begin reading, newest first; undefined is at the top. Throws `input.invalid` for a cursor that is not ours. */
export const startOf = (cursor: string | undefined, until: string | undefined): string | undefined =>
  [
    ...(cursor === undefined ? [] : [fromCursor(cursor)]),
    ...(until === undefined ? [] : [placeAfter(until)]),
  ].toSorted()[0];
