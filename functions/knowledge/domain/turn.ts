import * as z from 'zod';
import { Timestamp } from '../../shared/fields.ts';
import type { Change, Condition } from '../../shared/tenant-store.ts';

/**
 * Milliseconds that a turn lasts: longer than any function may run that takes one (a test of the infrastructure compares),
 * so that whoever's turn has run out is dead and writes nothing any more.
 */
export const turnDuration = 55_000;

/** Something that is brought in step by one worker at a time, however many are told to. */
export const TurnTaking = z.object({
  /** Counts the signs that something may have changed. */
  signs: z.number().int().default(0),
  /** Counts the turns ever taken, so it tells the present one from all before. */
  fence: z.number().int().default(0),
  /** Until when the present turn lasts; absent where nobody has one. */
  turnUntil: Timestamp.optional(),
});
export type TurnTaking = z.infer<typeof TurnTaking>;

/** A write of one item that happens only where nobody came in between. */
export interface GuardedChange {
  readonly change: Change;
  readonly condition: Condition;
}

/** Says that something may have changed, before a turn is asked for: who has it will see the sign at its end. */
export const sign: Change = { add: { signs: 1 } };

/**
 * Takes the turn that is free, over, or one's own (`mine`, its fence), which begins anew. Undefined where another has it.
 */
export const takeTurn = (from: TurnTaking, now: Date, mine?: number): GuardedChange | undefined => {
  const isTaken = from.turnUntil !== undefined && Date.parse(from.turnUntil) > now.getTime();
  if (isTaken && from.fence !== mine) {
    return undefined;
  }
  return {
    change: {
      set: { turnUntil: new Date(now.getTime() + turnDuration).toISOString(), fence: from.fence + 1 },
      setIfAbsent: { signs: 0 },
    },
    condition:
      from.fence === 0
        ? { expression: 'attribute_not_exists(fence)' }
        : { expression: 'fence = :fence', values: { ':fence': from.fence } },
  };
};

/** The condition under which only the holder of the turn may write. */
export const whileMine = ({ fence }: TurnTaking): Condition => ({
  expression: 'fence = :fence',
  values: { ':fence': fence },
});

/** The condition of the holder's last write: there was no sign since the turn was taken. */
export const whileSettled = ({ fence, signs }: TurnTaking): Condition => ({
  expression: 'fence = :fence AND signs = :signs',
  values: { ':fence': fence, ':signs': signs },
});

/** What a desk does for whoever works at it, one at a time. */
export interface Desk<Work extends TurnTaking> {
  /** Undefined: another works. Throws where there is no end to others coming in between. */
  take(now: Date, mine?: number): Promise<Work | undefined>;
  /** Leaves the work undone. */
  leave(work: Work): Promise<void>;
}

/**
 * Works until nothing more is due, or leaves it to whoever is at it already. `work` answers whether it could note the
 * end: it could not where there were signs meanwhile, and then it goes round again. Call it after the sign was given.
 * Throws what `work` throws.
 */
export const workInTurn = async <Work extends TurnTaking>(
  desk: Desk<Work>,
  now: () => Date,
  work: (held: Work) => Promise<boolean>,
): Promise<void> => {
  let held = await desk.take(now());
  while (held) {
    const current = held;
    const isDone = await work(current).catch(async (error: unknown) => {
      await desk.leave(current);
      throw error;
    });
    held = isDone ? undefined : await desk.take(now(), current.fence);
  }
};
