import type { AttributeDefinition, SchemaDefinition } from './attribute.js';
import { commonAttributes } from './schema/common.js';
import { dingTalkGroupSchema, dingTalkUserSchema } from './schema/dingtalk.js';
import { enterpriseUserSchema } from './schema/enterprise-user.js';
import { groupSchema } from './schema/group.js';
import { userSchema } from './schema/user.js';

export type ResourceType = 'User' | 'Group';

/** What a resource type is made of (RFC 7643 section 6). */
export interface ResourceTypeDefinition {
  readonly name: ResourceType;
  readonly endpoint: string;
  readonly description: string;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly SchemaDefinition[];
}

export const resourceTypes: Readonly<Record<ResourceType, ResourceTypeDefinition>> = {
  User: {
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: userSchema,
    extensions: [enterpriseUserSchema, dingTalkUserSchema],
  },
  Group: {
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: groupSchema,
    extensions: [dingTalkGroupSchema],
  },
};

const extensionUrns = new Set(
  Object.values(resourceTypes).flatMap((definition) =>
    definition.extensions.map((extension) => extension.id),
  ),
);

/** Whether attributes of the schema with this URN live in an object of their own (RFC 7643 section 3.3). */
export function isExtensionUrn(urn: string): boolean {
  return extensionUrns.has(urn);
}

/** The extension in which the bridge tells how a resource stands in DingTalk. */
export const syncSchema: Readonly<Record<ResourceType, SchemaDefinition>> = {
  User: dingTalkUserSchema,
  Group: dingTalkGroupSchema,
};

/** The attributes at the top of a resource: the common ones, then those of its core schema. */
export function topAttributes(type: ResourceType): readonly AttributeDefinition[] {
  return [...commonAttributes, ...resourceTypes[type].schema.attributes];
}
