/** Runs `each` over all items, at most `width` at a time, and gives the answers in the items' order. */
export const inParallel = async <Item, Answer>(
  items: readonly Item[],
  width: number,
  each: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = new Array(items.length);
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      answers[index] = await each(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return answers;
};
