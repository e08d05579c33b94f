import { createHash } from 'node:crypto';
import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { readGroup, readUser, ScimError } from '#scim';
import type { ResourceType, ScimBody } from '#scim';
import type { SourceSettings } from './settings.js';

/** A member as a remote Group names it; where nothing says what it is, the id has to. */
export interface RemoteMember {
  readonly id: string;
  readonly type?: ResourceType;
}

/** What a remote resource says, in our words and its own ids. */
export interface RemoteRecord {
  readonly sourceId: string;
  readonly type: ResourceType;
  /** The same as long as the resource says the same. */
  readonly fingerprint: string;
  /** As the server wrote it. */
  readonly lastModified?: string;
  /** What it comes to, or why it comes to nothing: names of attributes, never a value. */
  readonly content: RemoteContent | { readonly invalid: string };
}

export interface RemoteContent {
  /** As it is to be stored; whom it names as manager stands apart. */
  readonly body: ScimBody;
  readonly managerId?: string;
  /** Of a Group. */
  readonly members: readonly RemoteMember[];
  /** The Groups that a User says it is in. */
  readonly groups: readonly string[];
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
/** Changes when records have to be read anew though their resources say the same. */
export const recordVersion = 'two';
const maxIdLength = 500;

/** Reads a remote resource; undefined for one without an id that can be kept. */
export function readRecord(
  type: ResourceType,
  resource: JsonObject,
  memberships: SourceSettings['memberships'],
): RemoteRecord | undefined {
  const sourceId = keepableId(resource.id);
  if (sourceId === undefined) return undefined;
  const content = contentOf(type, resource, memberships);
  const lastModified = isJsonObject(resource.meta) ? resource.meta.lastModified : undefined;
  // What cannot be read is known again by all it says, so that it is tried once and not every time.
  const told = 'invalid' in content ? resource : fingerprinted(content);
  return {
    sourceId,
    type,
    content,
    fingerprint: createHash('sha256').update(recordVersion).update(canonical(told)).digest('base64'),
    ...(typeof lastModified === 'string' ? { lastModified } : {}),
  };
}

function contentOf(
  type: ResourceType,
  resource: JsonObject,
  memberships: SourceSettings['memberships'],
): RemoteRecord['content'] {
  try {
    return type === 'User' ? userContent(resource, memberships) : groupContent(resource, memberships);
  } catch (error) {
    if (error instanceof ScimError) return { invalid: error.detail };
    throw error;
  }
}

function userContent(resource: JsonObject, memberships: SourceSettings['memberships']): RemoteContent {
  const { body, managerId } = withoutManager(readUser(resource).body);
  return {
    body,
    members: [],
    groups: memberships === 'groups' ? [] : directGroups(resource.groups),
    ...(managerId === undefined ? {} : { managerId }),
  };
}

function groupContent(resource: JsonObject, memberships: SourceSettings['memberships']): RemoteContent {
  const { body } = readGroup(withoutMembers(resource));
  const members = membersIn(resource.members).filter(
    // Which Group lies in which is never a User's to say.
    ({ type }) => memberships !== 'users' || type === 'Group',
  );
  return { body, members, groups: [] };
}

/** Members are not ours yet, so they are not read as ours: one that cannot be is left out, not the whole Group. */
function membersIn(value: Json | undefined): readonly RemoteMember[] {
  const members = new Map<string, RemoteMember>();
  for (const one of elements(value)) {
    const id = keepableId(one.value);
    if (id === undefined) continue;
    const type = typeOf(one);
    members.set(id, type === undefined ? { id } : { id, type });
  }
  return [...members.values()];
}

function typeOf({ type, $ref }: JsonObject): ResourceType | undefined {
  const told = typeof type === 'string' ? type.toLowerCase() : '';
  if (told === 'user') return 'User';
  if (told === 'group') return 'Group';
  const path = typeof $ref === 'string' ? /\/(Users|Groups)\/[^/]+\/?$/i.exec($ref)?.[1] : undefined;
  return path === undefined ? undefined : path.toLowerCase() === 'users' ? 'User' : 'Group';
}

/** Through nested Groups is not in the Group (RFC 7643 4.1.2). */
function directGroups(value: Json | undefined): readonly string[] {
  const direct = elements(value).filter(({ type }) => type !== 'indirect');
  return [...new Set(direct.flatMap((one) => keepableId(one.value) ?? []))];
}

const elements = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((one) => isJsonObject(one)) : [];

function keepableId(id: Json | undefined): string | undefined {
  // Some servers write their ids as numbers.
  const text = typeof id === 'number' ? String(id) : id;
  const keepable = typeof text === 'string' && text !== '' && text.length <= maxIdLength;
  return keepable && !/[\0\p{Surrogate}]/u.test(text) ? text : undefined;
}

function withoutMembers(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name.toLowerCase() !== 'members'));
}

/** The manager's id is the remote server's: it becomes ours when the record is written. */
function withoutManager(body: ScimBody): { readonly body: ScimBody; readonly managerId?: string } {
  const extension = body[enterprise];
  if (!isJsonObject(extension) || !isJsonObject(extension.manager)) return { body };
  const managerId = keepableId(extension.manager.value);
  const rest = Object.fromEntries(Object.entries(extension).filter(([name]) => name !== 'manager'));
  const others = Object.entries(body).filter(([name]) => name !== enterprise);
  const left = Object.keys(rest).length === 0 ? others : [...others, [enterprise, rest] as const];
  return { body: Object.fromEntries(left), ...(managerId === undefined ? {} : { managerId }) };
}

/** A body with its manager, by our id. */
export function withManager(body: ScimBody, managerId: string | undefined): ScimBody {
  if (managerId === undefined) return body;
  const extension = isJsonObject(body[enterprise]) ? body[enterprise] : {};
  const others = Object.entries(body).filter(([name]) => name !== enterprise);
  const manager = { value: managerId };
  const extended = Object.entries(extension).filter(([name]) => name !== 'manager');
  return Object.fromEntries([
    ...others,
    [enterprise, Object.fromEntries([...extended, ['manager', manager]])],
  ]);
}

const fingerprinted = ({ body, managerId, members, groups }: RemoteContent): JsonObject => ({
  body,
  managerId: managerId ?? null,
  members: members.map(({ id, type }) => `${type ?? ''}:${id}`),
  groups,
});

/** The same text for the same content: neither names nor lists have an order that means anything. */
function canonical(value: Json): string {
  if (Array.isArray(value))
    return `[${value
      .map((one) => canonical(one as Json))
      .sort()
      .join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}
