import { requireDepartmentInScope } from '../contact-scope.js';
import type { Request } from '../endpoints/endpoint.js';
import type { Member, MemberChanges, Placement, Position } from '../member.js';
import type { Organisation } from '../organisation.js';
import { Refusal, require } from '../refusal.js';
import type { Variants } from '../variants.js';
import { findDepartment } from './department.js';
import type { GivenUser } from './user-given.js';

const maxDepartments = 100;

export function checkName(name: string): string {
  require(name.length >= 1 && name.length <= 80, '60112');
  return name;
}

/**
 * dept_id_list as places; what a place had before stays. Titles alone change the places that there are.
 *
 * @throws Refusal 40066, 60003, 50004, 40023
 */
export function placements(
  request: Request,
  given: GivenUser,
  before: Member | undefined,
): ReadonlyMap<number, Placement> | undefined {
  const { world, org, app } = request;
  const titleOf = titlesGiven(world.variants, given, before);
  const list =
    given.departmentIds ?? (titleOf && before ? [...before.departments.keys()].map(String) : undefined);
  if (!list) return undefined;
  require(list.length >= 1 &&
    list.length <= maxDepartments &&
    list.every((id) => /^-?\d+$/.test(id)), '40066');
  const orders = new Map(given.orders.map((one) => [Number(one.dept_id), one.order]));
  const places = new Map<number, Placement>();
  for (const text of list) {
    const { id } = findDepartment(org, Number(text));
    const kept = before?.departments.get(id);
    if (!kept) requireRoom(org, id);
    const order = orderOf(orders.get(id)) ?? kept?.order ?? world.random.memberOrder();
    places.set(id, { order, title: titleOf ? titleOf(id) : kept?.title });
  }
  for (const id of places.keys()) requireDepartmentInScope(app, org, id);
  return places;
}

/** How dept_title_list names the places (fact sheet 3.1, 3.2); undefined where it says nothing. */
function titlesGiven(
  { departmentTitles, emptyTextClears }: Variants,
  { titles }: GivenUser,
  before: Member | undefined,
): ((id: number) => string | undefined) | undefined {
  if (!titles || (before && departmentTitles === 'createOnly')) return undefined;
  const given = new Map(titles.map((one) => [Number(one.dept_id), one.title]));
  return (id) => {
    const title = given.get(id);
    const kept = before?.departments.get(id)?.title;
    if (typeof title !== 'string') return departmentTitles === 'replaced' ? undefined : kept;
    if (title === '') return emptyTextClears ? undefined : kept;
    return title;
  };
}

function orderOf(order: unknown): bigint | undefined {
  if (typeof order === 'bigint') return order;
  if (typeof order === 'number' && Number.isInteger(order)) return BigInt(order);
  return typeof order === 'string' && /^-?\d+$/.test(order) ? BigInt(order) : undefined;
}

function requireRoom(org: Organisation, departmentId: number): void {
  const { departmentMembers: cap } = org.caps;
  require(cap === null || org.directory.membersOf(departmentId).size < cap, '40023');
}

/** Values that nobody else may have, and the manager. @throws Refusal 60105, 60106, 40100, 60128 */
export function checkUnique({ world, org }: Request, given: GivenUser, self: Member | undefined): void {
  const { email, telephone, managerUserid } = given;
  const isEmail = (text: string) => /^[^@\s]+@[^@\s]+$/.test(text) && text.length <= 50;
  require(!email || isEmail(email), '60105');
  const free = (holder: string | undefined) => holder === undefined || holder === self?.userid;
  require(!email || free(org.directory.byEmail.get(email.toLowerCase())), world.variants.duplicateEmailCode);
  require(!telephone || free(org.directory.byTelephone.get(telephone)), '40100');
  require(!managerUserid || org.users.has(managerUserid), '60128');
}

/** The plain fields that were given, as they are kept. */
export function plainChanges(
  { world, org }: Request,
  given: GivenUser,
  before: Member | undefined,
): MemberChanges {
  const kept = (text: string | undefined) =>
    text === '' && before !== undefined && !world.variants.emptyTextClears ? undefined : text;
  const changes = {
    title: kept(given.title),
    jobNumber: kept(given.jobNumber),
    email: kept(given.email),
    orgEmail: org.mailService ? kept(given.orgEmail) : undefined,
    telephone: kept(given.telephone),
    workPlace: kept(given.workPlace),
    remark: kept(given.remark),
    hideMobile: given.hideMobile,
    senior: given.seniorMode,
    hiredDate: given.hiredDate,
    managerUserid: given.managerUserid ? given.managerUserid : undefined,
    extension: extensionOf(world.variants.unknownExtensionKeys, org, given, before),
    positions: world.variants.multiPosition ? given.positions?.map(position) : undefined,
  } satisfies { [Field in keyof MemberChanges]: MemberChanges[Field] | undefined };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Mode 0 replaces all custom fields, mode 1 those that are named (fact sheet 3.2). @throws Refusal 60122 by flag */
function extensionOf(
  unknownKeys: 'ignored' | 'refused',
  { customFields }: Organisation,
  { extension, extensionMerged }: GivenUser,
  before: Member | undefined,
): Readonly<Record<string, string>> | undefined {
  if (!extension) return undefined;
  const known = Object.entries(extension).filter(([key]) => customFields?.has(key) ?? true);
  if (unknownKeys === 'refused' && known.length < Object.keys(extension).length) throw new Refusal('60122');
  const written = Object.fromEntries(known);
  return extensionMerged ? { ...before?.extension, ...written } : written;
}

function position(one: Readonly<Record<string, unknown>>): Position {
  return {
    departmentId: Number(one.dept_id),
    isMain: one.is_main === true || one.is_main === 'true',
    title: typeof one.title === 'string' ? one.title : undefined,
    workPlace: typeof one.work_place === 'string' ? one.work_place : undefined,
  };
}
