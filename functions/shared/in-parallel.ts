/**
 * Runs `each` over the items, at most `width` at a time, and gives the answers in the items' order. Waits for all that
 * were started; throws the first error, after which none is started.
 */
export const inParallel = async <Item, Answer>(
  items: readonly Item[],
  width: number,
  each: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = new Array(items.length);
  const waiting = items.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (hasFailed) {
        return;
      }
      try {
        answers[index] = await each(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, worker));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) {
    throw failure.reason;
  }
  return answers;
};
