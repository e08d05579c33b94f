import { enterprise, nameless } from '../builders/scim.js';
import type { Tenant } from './bridge.js';

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

export const babsEmails = [
  { value: 'bjensen@example.com', type: 'work', primary: true },
  { value: 'babs@jensen.org', type: 'home' },
];

/** A person of whom there is a userName only, and what a test is about. */
export const plain = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  nameless({ emails: undefined, ...changes });

/** The people of whom the examples of RFC 7644 tell: bjensen, jsmith, and one who is neither. */
export async function addRfcPeople(
  tenant: Tenant,
): Promise<{ readonly babs: string; readonly other: string }> {
  const babs = await tenant.addUser(
    plain({
      userName: 'bjensen',
      name: { familyName: "O'Malley", givenName: 'Barbara' },
      title: 'Tour Guide',
      userType: 'Employee',
      emails: babsEmails,
      [enterprise]: { employeeNumber: '701984' },
    }),
  );
  const other = await tenant.addUser(
    plain({
      userName: 'jsmith',
      userType: 'Intern',
      emails: [{ value: 'john@example.org', type: 'work' }],
      ims: [{ value: 'john@foo.com', type: 'xmpp' }],
    }),
  );
  await tenant.addUser(plain({ userName: 'plain' }));
  return { babs, other };
}
