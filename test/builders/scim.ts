import { randomInt } from 'node:crypto';
import { unique } from '../support/clients.js';

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A mainland mobile that no other test has. */
export const mobile = (): string => `13${String(randomInt(1e9)).padStart(9, '0')}`;

/** The phoneNumbers of one mobile. */
export const phones = (value: string): readonly object[] => [{ type: 'mobile', value }];

/** A person that DingTalk takes as it is; `changes` set what a test is about, undefined leaves out. */
export function person(
  changes: Readonly<Record<string, unknown>> = {},
  word = unique(),
): Record<string, unknown> {
  return {
    schemas: [user],
    userName: `zoe.${word}@example.test`,
    externalId: `ext-${word}`,
    displayName: `Zoe ${word}`,
    emails: [{ type: 'work', value: `zoe.${word}@example.test`, primary: true }],
    phoneNumbers: phones(mobile()),
    ...changes,
  };
}

/** A person whom DingTalk cannot have, for want of a mobile: nothing is called for him. */
export const nameless = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  person({ phoneNumbers: undefined, ...changes });

/** A Group of these members. */
export function team(
  displayName: string,
  members: readonly string[] = [],
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { schemas: [group], displayName, members: members.map((value) => ({ value })), ...changes };
}

/** The enterprise extension naming a manager. */
export const managedBy = (id: string): Record<string, unknown> => ({
  schemas: [user, enterprise],
  [enterprise]: { manager: { value: id } },
});
