import type { Profile } from './act.js';

const shanghaiMs = 8 * 3_600_000;

interface Sides {
  readonly prev: Readonly<Record<string, string>>;
  readonly curr: Readonly<Record<string, string>>;
}

/** What became different of a member: `named` are the fields that diffInfo was seen to name (correction C3). */
export function differenceOf(
  before: Profile,
  after: Profile,
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

function namedFields(profile: Profile): Readonly<Record<string, string>> {
  const { extension, hiredDate } = profile;
  return {
    name: profile.name,
    email: profile.email,
    telephone: profile.telephone,
    jobNumber: profile.jobNumber,
    workPlace: profile.workPlace,
    managerUserid: profile.managerUserid ?? '',
    remark: profile.remark,
    // A day here, milliseconds in the API (correction M6).
    hiredDate: hiredDate === undefined ? '' : new Date(hiredDate + shanghaiMs).toISOString().slice(0, 10),
    extFields: Object.keys(extension).length > 0 ? JSON.stringify(extension) : '',
  };
}

function unnamedFields(profile: Profile): string {
  const { stateCode, mobile, title, orgEmail, hideMobile, senior } = profile;
  const places = [...profile.departments].map(([id, place]) => [id, String(place.order), place.title]);
  return JSON.stringify([stateCode, mobile, title, orgEmail, hideMobile, senior, places]);
}
