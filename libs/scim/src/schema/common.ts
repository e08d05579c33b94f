import { attribute } from '../attribute.js';
import type { AttributeDefinition } from '../attribute.js';

const schemas = attribute('schemas', 'The URIs of the schemas that the resource carries attributes of.', {
  type: 'reference',
  multiValued: true,
  required: true,
  mutability: 'readOnly',
  returned: 'always',
  referenceTypes: ['uri'],
});

const id = attribute('id', 'The identifier of the resource, issued by the service provider.', {
  caseExact: true,
  mutability: 'readOnly',
  returned: 'always',
  uniqueness: 'server',
});

const externalId = attribute('externalId', "The client's own identifier of the resource.", {
  caseExact: true,
});

const meta = attribute('meta', "The resource's metadata, assigned by the service provider.", {
  type: 'complex',
  mutability: 'readOnly',
  subAttributes: [
    attribute('resourceType', 'The name of the resource type.', {
      caseExact: true,
      mutability: 'readOnly',
    }),
    attribute('created', 'When the resource was added.', { type: 'dateTime', mutability: 'readOnly' }),
    attribute('lastModified', 'When the resource was last changed.', {
      type: 'dateTime',
      mutability: 'readOnly',
    }),
    attribute('location', 'The URI of the resource.', { type: 'reference', mutability: 'readOnly' }),
    attribute('version', 'The entity tag of the resource.', { caseExact: true, mutability: 'readOnly' }),
  ],
});

/**
 * The attributes of every resource, which belong to no schema (RFC 7643 section 3.1). "schemas" is computed
 * from what a resource carries and cannot be written by itself.
 */
export const commonAttributes: readonly AttributeDefinition[] = [schemas, id, externalId, meta];
