import type { Json, JsonObject } from '#common';
import type { AttributeDefinition, SchemaDefinition } from './attribute.js';
import { resourceTypes } from './resource-type.js';
import type { ResourceTypeDefinition } from './resource-type.js';
import { resourceTypeSchema, serviceProviderConfigSchema } from './schema/discovery.js';
import { schemaSchema } from './schema/schema.js';

/** What GET /Schemas lists (RFC 7643 section 7). `baseUrl` is the public address of the SCIM root. */
export function schemaDocuments(baseUrl: string): readonly JsonObject[] {
  return [
    ...Object.values(resourceTypes).flatMap((definition) => [definition.schema, ...definition.extensions]),
    ...[serviceProviderConfigSchema, resourceTypeSchema, schemaSchema],
  ].map((schema) => schemaDocument(baseUrl, schema));
}

/** What GET /ResourceTypes lists (RFC 7643 section 6). */
export function resourceTypeDocuments(baseUrl: string): readonly JsonObject[] {
  return Object.values(resourceTypes).map((definition) => resourceTypeDocument(baseUrl, definition));
}

/** What GET /ServiceProviderConfig answers (RFC 7643 section 5). The limits are always numbers. */
export function serviceProviderConfig(limits: {
  readonly baseUrl: string;
  readonly maxResults: number;
  readonly defaultResults: number;
  readonly maxOperations: number;
  /** For how long a cursor is good. */
  readonly cursorSeconds: number;
  readonly maxPayloadBytes: number;
}): JsonObject {
  return {
    schemas: [serviceProviderConfigSchema.id],
    patch: { supported: true },
    bulk: {
      supported: true,
      maxOperations: limits.maxOperations,
      maxPayloadSize: limits.maxPayloadBytes,
    },
    filter: { supported: true, maxResults: limits.maxResults },
    changePassword: { supported: false },
    sort: { supported: true },
    // RFC 9865 section 4.
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: limits.defaultResults,
      maxPageSize: limits.maxResults,
      cursorTimeout: limits.cursorSeconds,
    },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'A bearer token in the Authorization header.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: meta(limits.baseUrl, 'ServiceProviderConfig', '/ServiceProviderConfig'),
  };
}

function schemaDocument(baseUrl: string, schema: SchemaDefinition): JsonObject {
  return {
    schemas: [schemaSchema.id],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(attributeDocument),
    meta: meta(baseUrl, 'Schema', `/Schemas/${schema.id}`),
  };
}

function attributeDocument(definition: AttributeDefinition): JsonObject {
  const document: Record<string, Json> = {
    name: definition.name,
    type: definition.type,
    multiValued: definition.multiValued,
    description: definition.description,
    required: definition.required,
    caseExact: definition.caseExact,
    mutability: definition.mutability,
    returned: definition.returned,
    uniqueness: definition.uniqueness,
  };
  if (definition.canonicalValues.length > 0) document['canonicalValues'] = definition.canonicalValues;
  if (definition.referenceTypes.length > 0) document['referenceTypes'] = definition.referenceTypes;
  if (definition.type === 'complex') {
    document['subAttributes'] = definition.subAttributes.map(attributeDocument);
  }
  return document;
}

function resourceTypeDocument(baseUrl: string, definition: ResourceTypeDefinition): JsonObject {
  return {
    schemas: [resourceTypeSchema.id],
    id: definition.name,
    name: definition.name,
    endpoint: definition.endpoint,
    description: definition.description,
    schema: definition.schema.id,
    schemaExtensions: definition.extensions.map((extension) => ({ schema: extension.id, required: false })),
    meta: meta(baseUrl, 'ResourceType', `/ResourceTypes/${definition.name}`),
  };
}

function meta(baseUrl: string, resourceType: string, path: string): JsonObject {
  return { resourceType, location: `${baseUrl.replace(/\/+$/, '')}${path}` };
}
