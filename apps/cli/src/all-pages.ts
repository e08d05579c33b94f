/** A page of a list whose places are numbers. */
interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null: there is none. */
  readonly next: number | null;
}

/** Reads a list to its end. */
export async function allPages<Item>(read: (after: number) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: Page<Item> = await read(after);
    all.push(...page.items);
    after = page.next;
  }
  return all;
}
