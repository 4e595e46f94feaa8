/** Events kept of the beginning and the end of one try, and of what is alarming in between. */
export const eventsKept = { events: 2_000, alarming: 500 } as const;

/** Whether an event says that something is wrong. */
export const isAlarming = ({
  level = '',
  exceptions,
}: {
  readonly level?: string | undefined;
  readonly exceptions: readonly unknown[];
}): boolean => exceptions.length > 0 || /^(?:warn|error|crit|fatal|exception)/i.test(level);

/** What is kept of one try's log. */
export interface KeepLimits {
  /** Events from the beginning, and as many from the end. */
  readonly events: number;
  /** Events from between that say that something is wrong; the last ones win. */
  readonly alarming: number;
  /** Of all that is kept, in the unit of `size`: half for what is alarming, a quarter each for beginning and end. */
  readonly size: number;
}

/** An event as far as it matters whether it is kept. */
export interface Sized {
  /** Number of its first line. */
  readonly line: number;
  readonly lines: readonly string[];
  readonly size: number;
  readonly isAlarming: boolean;
}

interface Ring<Item> {
  /** Gives those that had to go. */
  push(item: Item): Item[];
  readonly items: readonly Item[];
}

/** The last items, as many as fit, at least one. */
const ring = <Item extends Sized>(most: number, mostSize: number): Ring<Item> => {
  const items: Item[] = [];
  let size = 0;
  return {
    items,
    push: (item) => {
      items.push(item);
      size += item.size;
      const gone: Item[] = [];
      while (items.length > 1 && (items.length > most || size > mostSize)) {
        const first = items.shift();
        if (first) {
          size -= first.size;
          gone.push(first);
        }
      }
      return gone;
    },
  };
};

/**
 * Keeps the beginning and the end of a log and what is alarming in between, in memory that is bounded whatever the log.
 * Events are added in order.
 */
export const keepEvents = <Event extends Sized>(limits: KeepLimits) => {
  const head: Event[] = [];
  const alarming = ring<Event>(limits.alarming, limits.size / 2);
  const tail = ring<Event>(limits.events, limits.size / 4);
  let headSize = 0;
  let isHeadFull = false;
  let lines = 0;
  return {
    add: (event: Event): void => {
      lines += event.lines.length;
      isHeadFull ||= head.length >= limits.events || (head.length > 0 && headSize + event.size > limits.size / 4);
      if (!isHeadFull) {
        head.push(event);
        headSize += event.size;
        return;
      }
      for (const left of tail.push(event)) {
        if (left.isAlarming) {
          alarming.push(left);
        }
      }
    },
    /** What was kept, in order, and how many lines were not. */
    finish: (): { kept: Event[]; leftOut: number } => {
      const kept = [...head, ...alarming.items, ...tail.items];
      return { kept, leftOut: lines - kept.reduce((sum, event) => sum + event.lines.length, 0) };
    },
  };
};

/** The most that each may have so that all together have no more than `total`: who needs less leaves it to the others. */
export const fairShare = (sizes: readonly number[], total: number): number => {
  let left = total;
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = left / (sizes.length - index);
    if (size > share) {
      return share;
    }
    left -= size;
  }
  return total;
};
