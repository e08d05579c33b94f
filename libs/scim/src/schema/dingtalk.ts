import { attribute } from '../attribute.js';
import type { AttributeDefinition, SchemaDefinition } from '../attribute.js';

/** Only shown when asked for: it changes without the resource changing, so no version may depend on it. */
const told = { mutability: 'readOnly', returned: 'request' } as const;

const sync: readonly AttributeDefinition[] = [
  attribute('syncState', 'Whether DingTalk shows what this resource says.', {
    ...told,
    canonicalValues: ['inStep', 'onTheWay', 'waiting', 'held', 'blocked'],
  }),
  attribute('syncReason', 'What it waits for, or what must be mended.', told),
];

const faults = attribute(
  'syncFaults',
  'Fields that do not show what this resource says, while all others do.',
  {
    ...told,
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('field', "DingTalk's name of the field.", { mutability: 'readOnly', caseExact: true }),
      attribute('fault', 'What is wrong with it.', {
        mutability: 'readOnly',
        canonicalValues: ['tooLong', 'unreadable', 'notClearable', 'notSettable', 'taken'],
      }),
    ],
  },
);

/** What the bridge tells of a User's account in DingTalk. */
export const dingTalkUserSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User',
  name: 'DingTalkUser',
  description: 'The account in DingTalk',
  attributes: [
    attribute('userId', "DingTalk's userid of the account.", { ...told, caseExact: true }),
    ...sync,
    faults,
  ],
};

/** What the bridge tells of a Group's department in DingTalk. */
export const dingTalkGroupSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group',
  name: 'DingTalkGroup',
  description: 'The department in DingTalk',
  attributes: [
    attribute('deptId', "DingTalk's dept_id of the department.", { ...told, caseExact: true }),
    ...sync,
  ],
};
