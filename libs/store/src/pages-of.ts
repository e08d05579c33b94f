/**
 * Reads what is long a page at a time, each behind the last row of the one before, until a page is empty.
 *
 * @param first the place before all rows
 */
export async function* pagesOf<Row, Place>(
  first: Place,
  placeOf: (row: Row) => Place,
  read: (after: Place) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[], void, undefined> {
  for (let after = first; ;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = placeOf(last);
  }
}
