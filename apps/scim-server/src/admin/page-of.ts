/** A page of a list, and where the next one begins; null: this is the last. */
export interface PageOf<Row, Place> {
  readonly rows: readonly Row[];
  readonly next: Place | null;
}

/** Makes a page of a list of which one row more than wanted was read. */
export function pageOf<Row, Place>(
  read: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
): PageOf<Row, Place> {
  const rows = read.slice(0, limit);
  const last = read.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : placeOf(last) };
}
