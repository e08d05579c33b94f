import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { schemasOf } from './body.js';
import type { ScimBody } from './body.js';
import { resourceTypes, syncSchema } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import { enterpriseUserSchema } from './schema/enterprise-user.js';

/** A member as it is shown in its Group. */
export interface ShownMember {
  readonly value: string;
  readonly type: ResourceType;
  readonly display?: string;
}

/** A Group as it is shown in its User; indirect means through a nested Group (RFC 7643 section 4.1.2). */
export interface ShownGroup {
  readonly value: string;
  readonly type: 'direct' | 'indirect';
  readonly display?: string;
}

export interface RepresentedResource {
  readonly type: ResourceType;
  readonly id: string;
  readonly body: ScimBody;
  readonly generation: number;
  readonly created: Date;
  readonly lastModified: Date;
  /** The public address of the SCIM root. */
  readonly baseUrl: string;
  readonly members?: readonly ShownMember[];
  readonly groups?: readonly ShownGroup[];
  /** The User that the enterprise extension names as manager, where there is one. */
  readonly manager?: ShownManager;
  /** What our extension tells of DingTalk, by name. Only when the client asks for it. */
  readonly told?: JsonObject;
}

/** A manager as shown in the User's enterprise extension (RFC 7643 section 4.3). */
export interface ShownManager {
  readonly value: string;
  readonly displayName?: string;
}

/** The whole resource as a client reads it (RFC 7643 section 3); empty members and groups are left out. */
export function representation(resource: RepresentedResource): JsonObject {
  const { type, id, baseUrl, manager, told } = resource;
  let { body } = resource;
  if (manager) body = withManager(body, baseUrl, manager);
  if (told) body = withTold(type, body, told);
  const shown: Record<string, Json> = { schemas: schemasOf(type, body), id };
  for (const [name, value] of Object.entries(body)) shown[name] = value;
  const members = resource.members ?? [];
  if (members.length > 0) shown['members'] = members.map((member) => memberOf(baseUrl, member));
  const groups = resource.groups ?? [];
  if (groups.length > 0) shown['groups'] = groups.map((group) => groupOf(baseUrl, group));
  shown['meta'] = {
    resourceType: type,
    created: resource.created.toISOString(),
    lastModified: resource.lastModified.toISOString(),
    location: locationOf(baseUrl, type, id),
    version: entityTag(resource.generation),
  };
  return shown;
}

function withManager(body: ScimBody, baseUrl: string, { value, displayName }: ShownManager): ScimBody {
  const { id } = enterpriseUserSchema;
  const extension = body[id];
  const written = isJsonObject(extension) ? extension['manager'] : undefined;
  if (!isJsonObject(extension) || !isJsonObject(written)) return body;
  // The value stays as the client wrote it.
  let manager = withMember(written, '$ref', locationOf(baseUrl, 'User', value));
  if (displayName !== undefined) manager = withMember(manager, 'displayName', displayName);
  return withMember(body, id, withMember(extension, 'manager', manager));
}

function withTold(type: ResourceType, body: ScimBody, told: JsonObject): ScimBody {
  const { id, attributes } = syncSchema[type];
  const own = body[id];
  const part: Record<string, Json> = {};
  for (const { name } of attributes) {
    const value = told[name] ?? (isJsonObject(own) ? own[name] : undefined);
    if (value !== undefined) part[name] = value;
  }
  return withMember(body, id, part);
}

/** A copy of an object with one member set. */
function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [each, known] of Object.entries(object)) copy[each] = known;
  copy[name] = value;
  return copy;
}

/** The entity tag of a generation: weak, as the same generation may be shown in several ways (RFC 7232 2.1). */
export function entityTag(generation: number): string {
  return `W/"${generation}"`;
}

/** The address of a resource: its meta.location and its Location header. */
export function locationOf(baseUrl: string, type: ResourceType, id: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${resourceTypes[type].endpoint}/${id}`;
}

function memberOf(baseUrl: string, member: ShownMember): JsonObject {
  const shown: Record<string, Json> = {
    value: member.value,
    $ref: locationOf(baseUrl, member.type, member.value),
    type: member.type,
  };
  if (member.display !== undefined) shown['display'] = member.display;
  return shown;
}

function groupOf(baseUrl: string, group: ShownGroup): JsonObject {
  const shown: Record<string, Json> = {
    value: group.value,
    $ref: locationOf(baseUrl, 'Group', group.value),
    type: group.type,
  };
  if (group.display !== undefined) shown['display'] = group.display;
  return shown;
}
