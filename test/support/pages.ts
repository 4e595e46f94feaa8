/** One page of a list, and where the next begins. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** The items of every page, so that what other tests add pushes nothing out of sight. */
export const everyItem = async <Item>(
  readPage: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
};
