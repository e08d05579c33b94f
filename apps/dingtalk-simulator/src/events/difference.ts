import type { Member } from '../member.js';

const shanghaiMs = 8 * 3_600_000;

interface Sides {
  readonly prev: Readonly<Record<string, string>>;
  readonly curr: Readonly<Record<string, string>>;
}

/** What became different of a member: `named` are the fields that diffInfo was seen to name (correction C3). */
export function differenceOf(
  before: Member,
  after: Member,
  unset: 'missing' | 'empty',
): { readonly named: Sides | undefined; readonly unnamed: boolean } {
  const was = namedFields(before);
  const is = namedFields(after);
  const keys = Object.keys(is).filter((key) => was[key] !== is[key]);
  const side = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = fields[key] ?? '';
        return value === '' && unset === 'missing' ? [] : [[key, value]];
      }),
    );
  return {
    named: keys.length > 0 ? { prev: side(was), curr: side(is) } : undefined,
    unnamed: unnamedFields(before) !== unnamedFields(after),
  };
}

function namedFields(member: Member): Readonly<Record<string, string>> {
  const { extension, hiredDate } = member;
  return {
    name: member.name,
    email: member.email,
    telephone: member.telephone,
    jobNumber: member.jobNumber,
    workPlace: member.workPlace,
    managerUserid: member.managerUserid ?? '',
    remark: member.remark,
    // A day here, milliseconds in the API (correction M6).
    hiredDate: hiredDate === undefined ? '' : new Date(hiredDate + shanghaiMs).toISOString().slice(0, 10),
    extFields: Object.keys(extension).length > 0 ? JSON.stringify(extension) : '',
  };
}

function unnamedFields(member: Member): string {
  const { stateCode, mobile, title, orgEmail, hideMobile, senior, enterprise, positions } = member;
  const places = [...member.departments].map(([id, place]) => [id, String(place.order), place.title]);
  return JSON.stringify([
    stateCode,
    mobile,
    title,
    orgEmail,
    hideMobile,
    senior,
    places,
    enterprise,
    positions,
  ]);
}
