import { describe, expect, it } from '@jest/globals';
import { resourceTypeDocuments, schemaDocuments, serviceProviderConfig } from './documents.js';

const baseUrl = 'https://scim.example.com/scim/v2/';

describe('the discovery documents', () => {
  it('list every schema with its address', () => {
    expect(schemaDocuments(baseUrl).map((document) => document['meta'])).toEqual(
      [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
        'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User',
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group',
        'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
        'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
        'urn:ietf:params:scim:schemas:core:2.0:Schema',
      ].map((id) => ({
        resourceType: 'Schema',
        location: `https://scim.example.com/scim/v2/Schemas/${id}`,
      })),
    );
  });

  it.each([
    {
      reason: 'userName is required and unique',
      name: 'userName',
      says: { required: true, caseExact: false, uniqueness: 'server' },
    },
    {
      reason: 'a password is never shown',
      name: 'password',
      says: { mutability: 'writeOnly', returned: 'never' },
    },
    {
      reason: 'groups are computed',
      name: 'groups',
      says: { mutability: 'readOnly', multiValued: true, type: 'complex' },
    },
  ])('say that $reason', ({ name, says }) => {
    const attributes = schemaDocuments(baseUrl)[0]?.['attributes'];
    expect(attributes).toContainEqual(expect.objectContaining({ name, ...says }));
  });

  it('describe the core User in the 21 attributes of RFC 7643 section 8.7.1', () => {
    expect(schemaDocuments(baseUrl)[0]?.['attributes']).toHaveLength(21);
  });

  it('name the endpoints of the resource types and their extensions', () => {
    expect(resourceTypeDocuments(baseUrl)).toEqual([
      expect.objectContaining({
        id: 'User',
        endpoint: '/Users',
        schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
        schemaExtensions: [
          { schema: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', required: false },
          { schema: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User', required: false },
        ],
        meta: {
          resourceType: 'ResourceType',
          location: 'https://scim.example.com/scim/v2/ResourceTypes/User',
        },
      }),
      expect.objectContaining({
        id: 'Group',
        endpoint: '/Groups',
        schemaExtensions: [
          { schema: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group', required: false },
        ],
      }),
    ]);
  });

  const limits = {
    baseUrl,
    maxResults: 1000,
    defaultResults: 100,
    maxOperations: 1000,
    cursorSeconds: 3600,
    maxPayloadBytes: 1_048_576,
  };

  it('give the limits of bulk and filter as numbers', () => {
    expect(serviceProviderConfig(limits)).toMatchObject({
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: false },
      sort: { supported: true },
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 1000,
        cursorTimeout: 3600,
      },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
      meta: { location: 'https://scim.example.com/scim/v2/ServiceProviderConfig' },
    });
  });
});
