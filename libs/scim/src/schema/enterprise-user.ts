import { attribute } from '../attribute.js';
import type { SchemaDefinition } from '../attribute.js';

/** The enterprise extension of the User (RFC 7643 section 4.3). */
export const enterpriseUserSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute('employeeNumber', 'The identifier that the organization assigned to the person.'),
    attribute('costCenter', 'The name of a cost center.'),
    attribute('organization', 'The name of an organization.'),
    attribute('division', 'The name of a division.'),
    attribute('department', 'The name of a department.'),
    attribute('manager', "The user's manager.", {
      type: 'complex',
      subAttributes: [
        // Holds an id, and an id is case exact (RFC 7643 section 3.1).
        attribute('value', "The manager's id.", { caseExact: true }),
        // Computed from the value, so that it can never say something else.
        attribute('$ref', "The manager's URI.", {
          type: 'reference',
          mutability: 'readOnly',
          referenceTypes: ['User'],
        }),
        attribute('displayName', "The manager's displayName.", { mutability: 'readOnly' }),
      ],
    }),
  ],
};
