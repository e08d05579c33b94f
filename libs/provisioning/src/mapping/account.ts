import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { Settings } from '../settings.js';
import { readMobile } from './phone.js';
import type { Mobile } from './phone.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What a SCIM User says of an account, before departments and manager are looked up. */
export interface MappedPerson {
  readonly active: boolean;
  readonly name?: string;
  /** undefined: no number at all. null: a number that cannot be one. */
  readonly mobile?: Mobile | null;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
  readonly managerId?: string;
}

/** DingTalk's limits on text, in characters; what is longer is cut, not refused. */
const limits = { name: 80, title: 200, jobNumber: 50 } as const;

/** Maps a stored SCIM User to DingTalk's fields by the default mapping. */
export function mapPerson(body: JsonObject, settings: Settings): MappedPerson {
  const extension = asObject(body[enterprise]);
  const name = personName(body);
  const mobile = mobileOf(body, settings.region);
  const title = text(body.title);
  const jobNumber = text(extension.employeeNumber);
  const email = emailOf(body);
  const managerId = text(asObject(extension.manager).value);
  return {
    active: body.active !== false,
    ...(name === undefined ? {} : { name: cut(name, limits.name) }),
    ...(mobile === undefined ? {} : { mobile }),
    ...(title === undefined ? {} : { title: cut(title, limits.title) }),
    ...(jobNumber === undefined ? {} : { jobNumber: cut(jobNumber, limits.jobNumber) }),
    ...(email === undefined ? {} : { email }),
    ...(managerId === undefined ? {} : { managerId }),
  };
}

function personName(body: JsonObject): string | undefined {
  const name = asObject(body.name);
  const joined = joinName(text(name.givenName), text(name.familyName));
  return text(body.displayName) ?? text(name.formatted) ?? joined ?? text(body.userName);
}

const chinese = /^\p{Script=Han}+$/u;

/** Given name first; a Chinese name begins with the family and has no blank. */
function joinName(given: string | undefined, family: string | undefined): string | undefined {
  if (given === undefined || family === undefined) return given ?? family;
  return chinese.test(given) && chinese.test(family) ? family + given : `${given} ${family}`;
}

/** A number of type `mobile`, else the primary one, else one of no type: never a desk phone or a fax. */
function mobileOf(body: JsonObject, region: string): Mobile | null | undefined {
  const numbers = elements(body.phoneNumbers).filter(({ value }) => text(value) !== undefined);
  const typed = (type: string) => numbers.find((number) => text(number.type)?.toLowerCase() === type);
  const chosen =
    typed('mobile') ??
    numbers.find(({ primary, type }) => primary === true && !isDesk(type)) ??
    numbers.find(({ type }) => text(type) === undefined);
  const value = text(chosen?.value);
  return value === undefined ? undefined : (readMobile(value, region) ?? null);
}

const isDesk = (type: Json | undefined) => ['work', 'fax', 'pager'].includes(text(type)?.toLowerCase() ?? '');

function emailOf(body: JsonObject): string | undefined {
  const emails = elements(body.emails).filter(({ value }) => text(value) !== undefined);
  const work = emails.find(({ type }) => text(type)?.toLowerCase() === 'work');
  return text((work ?? emails.find(({ primary }) => primary === true) ?? emails[0])?.value);
}

const asObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const elements = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
const cut = (value: string, max: number) => Array.from(value).slice(0, max).join('').trimEnd();

function text(value: Json | undefined): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : '';
  return trimmed === '' ? undefined : trimmed;
}
