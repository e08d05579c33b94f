import type { Json, JsonObject } from '#common';
import { schemasOf } from './body.js';
import type { ScimBody } from './body.js';
import { resourceTypes, syncSchema } from './resource-type.js';
import type { ResourceType } from './resource-type.js';

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
  /** Only when the client asks for it. */
  readonly sync?: ShownSync;
}

/** How a resource stands in DingTalk. */
export interface ShownSync {
  /** userid or dept_id, once it is fixed. */
  readonly externalId?: string;
  readonly state: string;
  readonly reason?: string;
  /** Of a User: fields that are not in step although all else is. */
  readonly faults?: readonly { readonly field: string; readonly fault: string }[];
}

/** The whole resource as a client reads it (RFC 7643 section 3); empty members and groups are left out. */
export function representation(resource: RepresentedResource): JsonObject {
  const { type, id, body, baseUrl } = resource;
  const shown: Record<string, Json> = { schemas: schemasOf(type, body), id };
  for (const [name, value] of Object.entries(body)) shown[name] = value;
  const members = resource.members ?? [];
  if (members.length > 0) shown['members'] = members.map((member) => memberOf(baseUrl, member));
  const groups = resource.groups ?? [];
  if (groups.length > 0) shown['groups'] = groups.map((group) => groupOf(baseUrl, group));
  if (resource.sync) {
    const { id: urn } = syncSchema[type];
    shown['schemas'] = [...schemasOf(type, body), urn];
    shown[urn] = syncOf(type, resource.sync);
  }
  shown['meta'] = {
    resourceType: type,
    created: resource.created.toISOString(),
    lastModified: resource.lastModified.toISOString(),
    location: locationOf(baseUrl, type, id),
    version: entityTag(resource.generation),
  };
  return shown;
}

function syncOf(type: ResourceType, { externalId, state, reason, faults = [] }: ShownSync): JsonObject {
  return {
    ...(externalId === undefined ? {} : { [type === 'User' ? 'userId' : 'deptId']: externalId }),
    syncState: state,
    ...(reason === undefined ? {} : { syncReason: reason }),
    ...(faults.length === 0 ? {} : { syncFaults: faults.map(({ field, fault }) => ({ field, fault })) }),
  };
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
