import type { endpoints } from '#admin-api';
import type { LinkId } from '#common';
import type { DirectoryQuery, DirectoryRow } from '#store';
import type { z } from 'zod';
import { pageOf } from './page-of.js';

/** Departments that are told of one parent. */
export const childrenAtMost = 500;

type Asked = z.output<typeof endpoints.people.list.query>;

/** What was asked in an address, as the store takes it; one row more tells whether there is another page. */
export function directoryQuery(
  type: DirectoryQuery['type'],
  { text, state, reason, department, page, limit }: Omit<Asked, 'department'> & Partial<Asked>,
): DirectoryQuery {
  return {
    type,
    limit: limit + 1,
    ...(text === undefined || text === '' ? {} : { text }),
    ...(state === undefined ? {} : { state }),
    ...(reason === undefined ? {} : { reason }),
    ...(department === undefined ? {} : { department: department.toLowerCase() as LinkId }),
    ...(page === undefined ? {} : { before: Number(page) }),
  };
}

/** A row as the console is shown it. What the look before came to is no reason for what is on the way. */
export const shownRow = (row: DirectoryRow) => ({
  id: row.id,
  linkId: row.linkId,
  name: row.name,
  state: row.state,
  presence: row.presence,
  reason: row.state === 'onTheWay' ? null : row.reason,
  detailCode: row.detailCode,
  faults: row.faults,
  externalId: row.externalId,
  since: row.since,
});

/** A page of a list of which one row more than wanted was read. */
export function listed<More extends object>(
  rows: readonly DirectoryRow[],
  limit: number,
  total: number,
  more: (row: DirectoryRow) => More,
) {
  const page = pageOf(rows, limit, ({ seq }) => String(seq));
  return {
    rows: page.rows.map((row) => ({ ...shownRow(row), ...more(row) })),
    next: page.next,
    total,
  };
}
