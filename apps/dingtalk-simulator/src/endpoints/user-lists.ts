import type { Member } from '../member.js';
import type { Parameters } from '../parameters.js';
import { Refusal } from '../refusal.js';
import { findDepartment } from '../rules/department.js';
import { isSeen } from '../rules/visibility.js';
import { endpoint } from './endpoint.js';
import type { Request } from './endpoint.js';
import { isHead, profile } from './profile.js';

const permission = 'qyapi_get_department_member';
const orders = ['entry_asc', 'entry_desc', 'modify_asc', 'modify_desc', 'custom'] as const;

interface Page {
  readonly id: number;
  readonly cursor: number;
  readonly size: number;
  readonly order: (typeof orders)[number];
  /** Whether people with restricted access are shown (15.M3); not when nobody asks. */
  readonly restrictedToo: boolean;
}

/** Fact sheet 3.7: direct members only. */
export const userLists = [
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/list',
    permission,
    read: (given) => readPage(given, { cursor: '40035', size: '40035' }),
    reach: ({ id }) => ({ departments: [id] }),
    run: (request, page) => pageOf(request, page, (user) => listItem(request, user, page.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/user/listsimple',
    permission,
    read: (given) => readPage(given, { cursor: '40068', size: '40069' }),
    reach: ({ id }) => ({ departments: [id] }),
    run: (request, page) => pageOf(request, page, ({ userid, name }) => ({ userid, name })),
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/user/listid',
    permission: 'qyapi_get_member',
    read: (given) => given.requiredInteger('dept_id'),
    run: ({ org, world }, id) => ({
      userid_list: [...org.directory.membersOf(findDepartment(org, id).id)].filter((userid) => {
        const user = org.users.get(userid);
        return user !== undefined && isSeen(world, user);
      }),
    }),
  }),
];

function readPage(given: Parameters, refusals: { readonly cursor: string; readonly size: string }): Page {
  given.text('language');
  const id = given.requiredInteger('dept_id');
  const cursor = given.requiredInteger('cursor');
  const size = given.requiredInteger('size');
  if (cursor < 0 || cursor > 100_000) throw new Refusal(refusals.cursor);
  if (size < 1 || size > 100) throw new Refusal(refusals.size);
  const wanted = given.text('order_field') ?? 'custom';
  const order = orders.find((one) => one === wanted);
  if (!order) throw new Refusal('40070');
  return { id, cursor, size, order, restrictedToo: given.flag('contain_access_limit') ?? false };
}

/** next_cursor is left out on the last page (fact sheet 3.7). */
function pageOf(request: Request, page: Page, item: (user: Member) => unknown) {
  const users = listed(request, page);
  const next = page.cursor + page.size;
  const more = next < users.length;
  return {
    has_more: more,
    ...(more ? { next_cursor: next } : {}),
    list: users.slice(page.cursor, next).map(item),
  };
}

function listed({ org, world }: Request, { id, order, restrictedToo }: Page): readonly Member[] {
  findDepartment(org, id);
  const users: Member[] = [];
  for (const userid of org.directory.membersOf(id)) {
    const user = org.users.get(userid);
    if (user && isSeen(world, user) && (restrictedToo || !user.restricted)) users.push(user);
  }
  return users.sort(comparison(order, id));
}

/** Larger order first (fact sheet 2.6); equal ones by userid, so that pages never overlap. */
function comparison(order: Page['order'], id: number): (one: Member, other: Member) => number {
  const byUserid = (one: Member, other: Member) => (one.userid < other.userid ? -1 : 1);
  const place = (user: Member) => user.departments.get(id)?.order ?? 0n;
  switch (order) {
    case 'entry_asc':
      return (one, other) => one.createdAt - other.createdAt || byUserid(one, other);
    case 'entry_desc':
      return (one, other) => other.createdAt - one.createdAt || byUserid(one, other);
    case 'modify_asc':
      return (one, other) => one.modifiedAt - other.modifiedAt || byUserid(one, other);
    case 'modify_desc':
      return (one, other) => other.modifiedAt - one.modifiedAt || byUserid(one, other);
    case 'custom':
      return (one, other) => {
        const [mine, its] = [place(one), place(other)];
        return mine === its ? byUserid(one, other) : mine > its ? -1 : 1;
      };
  }
}

/** As user/get, without what only that shows (correction C10). */
function listItem(request: Request, user: Member, departmentId: number) {
  return {
    ...profile(request, user),
    dept_order: user.departments.get(departmentId)?.order,
    leader: isHead(request.org, departmentId, user),
  };
}
