import { mobileKey } from '../organisation.js';
import type { Member, Organisation, Placement } from '../organisation.js';
import type { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import type { World } from '../world.js';
import { findDepartment } from './department.js';
import { splitMobile } from './mobile.js';

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

/** user/create, checks in the order of fact sheet 11.3. */
export function createUser(world: World, org: Organisation, given: Parameters): Member {
  const userid = given.text('userid') ?? world.random.userid();
  require(userid.length >= 1 && userid.length <= 64, '40035');
  require(!org.users.has(userid), '60102');
  const name = checkName(given.text('name') ?? '');
  const written = given.text('mobile') ?? '';
  require(written !== '', '60113');
  const { stateCode, local } = splitMobile(written, org.region);
  const departments = placements(world, org, given, new Map());
  require(departments !== undefined && departments.size > 0, '400002', '缺少参数 dept_id_list');
  const key = mobileKey(stateCode, local);
  require(!org.byMobile.has(key), '60104');
  const texts = checkTexts(org, given, undefined);
  const managerUserid = checkManager(org, given);
  invite(world, org, key);

  const registered = world.registered.has(key);
  if (!registered) world.counters.smsSent += 1;
  const member: Member = {
    userid,
    unionid: world.random.unionid(),
    name,
    stateCode,
    mobile: local,
    departments,
    title: '',
    jobNumber: '',
    email: '',
    orgEmail: '',
    telephone: '',
    workPlace: '',
    remark: '',
    extension: {},
    hiredDate: given.integer('hired_date'),
    managerUserid,
    hideMobile: given.flag('hide_mobile') ?? false,
    senior: given.flag('senior_mode') ?? false,
    active: registered,
    admin: false,
    boss: false,
  };
  Object.assign(member, texts);
  member.extension = readExtension(given) ?? {};
  org.addMember(member);
  return member;
}

/** user/update: what is omitted stays, dept_id_list replaces. */
export function updateUser(world: World, org: Organisation, given: Parameters): Member {
  const member = findUser(org, given.requiredText('userid'));
  const name = given.has('name') ? checkName(given.givenText('name')) : member.name;
  const departments = placements(world, org, given, member.departments);
  const texts = checkTexts(org, given, member);
  const managerUserid = checkManager(org, given);
  const mobile = changedMobile(world, org, member, given);
  const extension = readExtension(given);
  const forced = given.list('force_update_fields');
  const merges = given.integer('ext_attrs_update_mode') === 1;
  const hiredDate = given.integer('hired_date');
  const hideMobile = given.flag('hide_mobile');
  const senior = given.flag('senior_mode');
  require(!world.variants.hrPositionManaged || (!departments && !given.has('title')), '12150');

  org.changeMember(member, () => {
    member.name = name;
    if (mobile) Object.assign(member, { stateCode: mobile.stateCode, mobile: mobile.local });
    if (departments) {
      member.departments.clear();
      for (const [id, placement] of departments) member.departments.set(id, placement);
    }
    Object.assign(member, texts);
    if (managerUserid !== undefined) member.managerUserid = managerUserid;
    else if (forced?.includes('manager_userid')) member.managerUserid = undefined;
    if (extension) member.extension = merges ? { ...member.extension, ...extension } : extension;
    member.hiredDate = hiredDate ?? member.hiredDate;
    member.hideMobile = hideMobile ?? member.hideMobile;
    member.senior = senior ?? member.senior;
  });
  return member;
}

/** user/delete: out of every department, headship and reporting line. */
export function deleteUser(world: World, org: Organisation, given: Parameters): void {
  const member = findUser(org, given.requiredText('userid'));
  const key = mobileKey(member.stateCode, member.mobile);
  const joinedByConsentAt = org.removed.get(key)?.joinedByConsentAt;
  org.removed.set(key, { joinedByConsentAt, deletedAt: world.now() });
  org.removeMember(member);
}

/** @throws Refusal 60121, the universal not-found of users */
export function findUser(org: Organisation, userid: string): Member {
  const member = org.users.get(userid);
  require(member !== undefined, '60121');
  return member;
}

function checkName(name: string): string {
  require(name.length >= 1 && name.length <= 80, '60112');
  return name;
}

function placements(
  world: World,
  org: Organisation,
  given: Parameters,
  before: ReadonlyMap<number, Placement>,
): Map<number, Placement> | undefined {
  const list = given.list('dept_id_list', world.variants.arrayDepartmentIds);
  if (!list) return undefined;
  require(list.length >= 1 && list.length <= 100 && list.every((id) => /^-?\d+$/.test(id)), '40066');
  const orders = new Map(given.objects('dept_order_list')?.map((one) => [Number(one.dept_id), one.order]));
  const titles = new Map(given.objects('dept_title_list')?.map((one) => [Number(one.dept_id), one.title]));
  return new Map(
    list.map((text) => {
      const { id } = findDepartment(org, Number(text));
      const order = orders.get(id);
      const title = titles.get(id);
      const kept = before.get(id);
      return [
        id,
        {
          order:
            typeof order === 'number' || typeof order === 'bigint'
              ? BigInt(order)
              : (kept?.order ?? world.random.memberOrder()),
          title: typeof title === 'string' ? title : kept?.title,
        },
      ];
    }),
  );
}

/** Texts with their limits and unique ones; an empty text clears (fact sheet 14.5: how real DingTalk does is not known). */
function checkTexts(org: Organisation, given: Parameters, self: Member | undefined): Partial<Member> {
  const limits = { title: 200, job_number: 50, org_email: 100, work_place: 100, remark: 2000 } as const;
  for (const [name, limit] of Object.entries(limits))
    require((given.text(name) ?? '').length <= limit, '40035');
  const email = given.text('email');
  require(email === undefined ||
    email === '' ||
    (/^[^@\s]+@[^@\s]+$/.test(email) && email.length <= 50), '60105');
  require(isFree(org.byEmail, email?.toLowerCase(), self), '60106');
  const telephone = given.text('telephone');
  require((telephone ?? '').length <= 50, '40035');
  require(isFree(org.byTelephone, telephone, self), '40100');
  const texts = {
    title: given.text('title'),
    jobNumber: given.text('job_number'),
    email,
    orgEmail: given.text('org_email'),
    telephone,
    workPlace: given.text('work_place'),
    remark: given.text('remark'),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
}

function isFree(
  index: ReadonlyMap<string, string>,
  value: string | undefined,
  self: Member | undefined,
): boolean {
  const holder = value ? index.get(value) : undefined;
  return holder === undefined || holder === self?.userid;
}

function checkManager(org: Organisation, given: Parameters): string | undefined {
  const manager = given.text('manager_userid');
  require(!manager || org.users.has(manager), '60128');
  return manager ? manager : undefined;
}

function readExtension(given: Parameters): Record<string, string> | undefined {
  const raw = given.raw('extension');
  if (raw === undefined) return undefined;
  try {
    const value: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw;
    return Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, String(one)]));
  } catch {
    throw new Refusal('40035', false, '不合法的参数 extension');
  }
}

/** Fact sheet 3.5 and 11.3: an equal number is ignored, another one is refused according to its state. */
function changedMobile(world: World, org: Organisation, member: Member, given: Parameters) {
  const written = given.text('mobile');
  if (!written) return undefined;
  const next = splitMobile(written, org.region);
  const key = mobileKey(next.stateCode, next.local);
  if (key === mobileKey(member.stateCode, member.mobile)) return undefined;
  require(!org.byMobile.has(key), '60104');
  require(!member.active, '40022');
  require(!world.registered.has(key), '40021');
  require(world.variants.allowMobileChange, '41054');
  return next;
}

/** 40103: whoever must consent is invited and stays absent (fact sheet 3.4 and correction C1). */
function invite(world: World, org: Organisation, key: string): void {
  const removed = org.removed.get(key);
  const recently = removed !== undefined && world.now() - removed.deletedAt < dayMs;
  const day = (at: number) => Math.floor((at + shanghaiMs) / dayMs);
  const sameDay =
    removed?.joinedByConsentAt !== undefined && day(removed.joinedByConsentAt) === day(removed.deletedAt);
  const mustConsent = world.consent.has(key) || (recently && (world.variants.always24h || sameDay));
  if (!mustConsent) return;
  world.counters.invitationsSent += 1;
  throw new Refusal('40103');
}
