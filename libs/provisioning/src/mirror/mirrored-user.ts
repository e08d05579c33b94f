import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '#common';
import { userNameKey } from '#scim';
import { readPhone } from '../mapping/phone.js';
import { customFields } from './custom-fields.js';
import { mirrorId } from './mirror-id.js';
import type { MirrorSettings } from './mirror-settings.js';
import type { Mirrored } from './mirrored.js';
import type { MirrorPerson } from './person.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';

/** What a person's User depends on beside the person. */
export interface UserTerms {
  readonly connectionId: string;
  readonly mirror: Pick<MirrorSettings, 'userName' | 'active'>;
  /** Country of mobiles whose code DingTalk does not tell. */
  readonly region: string;
  /** The name of the person's department, where he is in exactly one: which is the main one is not told (15.M2). */
  readonly departmentName?: string | undefined;
}

/** The User that mirrors a person (RFC 7643 4.1, 4.3). */
export function mirroredUser(person: MirrorPerson, terms: UserTerms): Mirrored {
  const { userId, managerUserId, departmentIds } = person;
  const { connectionId, mirror, region } = terms;
  const idOf = (kind: 'account' | 'department', id: string) => mirrorId(connectionId, kind, id);
  const phones = phonesOf(person, region);
  const managerId = managerUserId === undefined ? undefined : idOf('account', managerUserId);
  return {
    kind: 'account',
    externalId: userId,
    id: idOf('account', userId),
    type: 'User',
    body: bodyOf(person, terms, phones, managerId),
    userNames: userNamesOf(person, mirror.userName, phones.mobile),
    ...(managerId === undefined ? {} : { managerId }),
    groupIds: departmentIds.map((id) => idOf('department', String(id))).sort(),
    memberIds: [],
    heads: [],
    known: JSON.parse(JSON.stringify(person)) as JsonObject,
  };
}

interface Phones {
  readonly mobile: string | undefined;
  readonly desk: string | undefined;
}

function bodyOf(
  person: MirrorPerson,
  { mirror, departmentName }: UserTerms,
  phones: Phones,
  managerId: string | undefined,
): JsonObject {
  const { name, title, email, organisationEmail: orgEmail, jobNumber } = person;
  const emails = [
    ...(email === undefined ? [] : [{ value: email, type: 'work', primary: true }]),
    ...(orgEmail === undefined || orgEmail === email ? [] : [{ value: orgEmail, type: 'other' }]),
  ];
  const phoneNumbers = [
    ...(phones.mobile === undefined ? [] : [{ value: phones.mobile, type: 'mobile' }]),
    ...(phones.desk === undefined ? [] : [{ value: phones.desk, type: 'work' }]),
  ];
  const work = filled({
    employeeNumber: jobNumber,
    department: departmentName,
    manager: managerId === undefined ? undefined : { value: managerId },
  });
  const own = dingTalkPart(person);
  return filled({
    name: name === undefined ? undefined : { formatted: name },
    displayName: name,
    title,
    active: mirror.active === 'members' || person.active,
    emails: emails.length === 0 ? undefined : emails,
    phoneNumbers: phoneNumbers.length === 0 ? undefined : phoneNumbers,
    [enterprise]: Object.keys(work).length === 0 ? undefined : work,
    [dingTalk]: Object.keys(own).length === 0 ? undefined : own,
  });
}

function dingTalkPart({
  unionId,
  active,
  hiredDate,
  workPlace,
  remark,
  hideMobile,
  senior,
  extension,
}: MirrorPerson): JsonObject {
  const custom = customFields(extension);
  return filled({
    unionId,
    active,
    hiredDate: hiredDate === undefined ? undefined : new Date(hiredDate).toISOString(),
    workPlace,
    remark,
    hideMobile,
    seniorMode: senior,
    extension: custom.length === 0 ? undefined : custom,
  });
}

function phonesOf({ mobile, stateCode, telephone }: MirrorPerson, region: string): Phones {
  const given = mobile && stateCode !== undefined ? `+${stateCode}${mobile}` : mobile;
  // A number that nobody can read is shown as DingTalk shows it.
  const e164 = (text: string | undefined) =>
    text === undefined ? undefined : (readPhone(text, region)?.e164 ?? text);
  return { mobile: e164(given), desk: e164(telephone) };
}

/**
 * What a User may be named, best first. The last is made of the userid alone and is nobody else's: userids that
 * differ in capitals only are told apart by a digest, since userNames are not (RFC 7643 4.1.1).
 */
function userNamesOf(
  { userId, email, jobNumber }: MirrorPerson,
  source: MirrorSettings['userName'],
  mobile: string | undefined,
): readonly string[] {
  const wanted = { userId, mobile, email, jobNumber }[source];
  const digest = createHash('sha256').update(userId).digest('hex').slice(0, 12);
  const own = userId === userId.toLowerCase() ? `userid:${userId}` : `userid:${userId}:${digest}`;
  const names = [wanted, userId].filter((name) => name !== undefined);
  return [...new Set([...names.filter((name) => !userNameKey(name).startsWith('userid:')), own])];
}

function filled(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const body: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) body[name] = value;
  return body;
}
