import { attribute } from '../attribute.js';
import type { AttributeDefinition, SchemaDefinition } from '../attribute.js';

const readOnly = { mutability: 'readOnly' } as const;
const required = { mutability: 'readOnly', required: true } as const;
const flag = { ...required, type: 'boolean' } as const;
const limit = { ...required, type: 'integer' } as const;
const uri = (referenceTypes: readonly string[]) =>
  ({ ...required, type: 'reference', referenceTypes }) as const;

const supported = attribute('supported', 'Whether it is supported.', flag);

const option = (
  name: string,
  description: string,
  more: readonly AttributeDefinition[] = [],
): AttributeDefinition =>
  attribute(name, description, { ...required, type: 'complex', subAttributes: [supported, ...more] });

/** What GET /ServiceProviderConfig answers (RFC 7643 sections 5 and 8.7.2, RFC 9865 section 4). */
export const serviceProviderConfigSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'Service Provider Configuration',
  description: 'What the service provider can do',
  attributes: [
    attribute('documentationUri', 'The address of documentation for people.', {
      ...readOnly,
      type: 'reference',
      referenceTypes: ['external'],
    }),
    option('patch', 'PATCH.'),
    option('bulk', 'Bulk requests.', [
      attribute('maxOperations', 'How many operations a request may have.', limit),
      attribute('maxPayloadSize', 'How many bytes a request may have.', limit),
    ]),
    option('filter', 'Filters.', [attribute('maxResults', 'How many resources a page has at most.', limit)]),
    option('changePassword', 'Changing passwords.'),
    option('sort', 'Sorting.'),
    option('etag', 'Entity tags.'),
    attribute('pagination', 'Paging.', {
      ...readOnly,
      type: 'complex',
      subAttributes: [
        attribute('cursor', 'Whether there are cursors.', flag),
        attribute('index', 'Whether there are indexes.', flag),
        attribute('defaultPaginationMethod', 'How a list is paged unless asked.', {
          ...readOnly,
          canonicalValues: ['cursor', 'index'],
        }),
        attribute('defaultPageSize', 'How many resources a page has unless asked.', {
          ...readOnly,
          type: 'integer',
        }),
        attribute('maxPageSize', 'How many resources a page has at most.', { ...readOnly, type: 'integer' }),
        attribute('cursorTimeout', 'For how many seconds a cursor is good.', {
          ...readOnly,
          type: 'integer',
        }),
      ],
    }),
    attribute('authenticationSchemes', 'How clients authenticate.', {
      ...required,
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('type', 'The kind of scheme.', {
          ...required,
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        }),
        attribute('name', 'Its name.', required),
        attribute('description', 'What it is.', required),
        attribute('specUri', 'Where it is specified.', {
          ...readOnly,
          type: 'reference',
          referenceTypes: ['external'],
        }),
        attribute('documentationUri', 'Where it is documented.', {
          ...readOnly,
          type: 'reference',
          referenceTypes: ['external'],
        }),
        attribute('primary', 'Whether it is the preferred one.', { ...readOnly, type: 'boolean' }),
      ],
    }),
  ],
};

/** What GET /ResourceTypes lists (RFC 7643 sections 6 and 8.7.2). */
export const resourceTypeSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'A kind of resource',
  attributes: [
    attribute('name', 'Its name.', required),
    attribute('description', 'What it is.', readOnly),
    attribute('endpoint', 'Its address, relative to the root.', uri(['uri'])),
    attribute('schema', 'Its schema.', { ...uri(['uri']), caseExact: true }),
    attribute('schemaExtensions', 'The schemas that extend it.', {
      ...readOnly,
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('schema', 'The extension.', uri(['uri'])),
        attribute('required', 'Whether every resource has it.', flag),
      ],
    }),
  ],
};
