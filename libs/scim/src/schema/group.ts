import { attribute } from '../attribute.js';
import type { SchemaDefinition } from '../attribute.js';

/** The members of a Group. What names them is immutable: members come and go whole (RFC 7643 4.2). */
export const membersAttribute = attribute('members', 'The members of the group: users and groups.', {
  type: 'complex',
  multiValued: true,
  subAttributes: [
    // Holds an id, and an id is case exact (RFC 7643 section 3.1).
    attribute('value', "The member's id.", { caseExact: true, mutability: 'immutable' }),
    attribute('$ref', "The member's URI.", {
      type: 'reference',
      mutability: 'immutable',
      referenceTypes: ['User', 'Group'],
    }),
    attribute('type', 'The resource type of the member.', {
      mutability: 'immutable',
      canonicalValues: ['User', 'Group'],
    }),
    // Section 2.4 has it immutable, section 8.7.1 not at all; ours is computed, whatever a client sends.
    attribute('display', "The member's displayName.", { mutability: 'readOnly' }),
  ],
});

/** The Group of RFC 7643 section 4.2. */
export const groupSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    // The figure of section 8.7.1 says required false; its own description and section 4.2 say REQUIRED.
    attribute('displayName', 'A human-readable name of the group.', { required: true }),
    membersAttribute,
  ],
};
