import { attribute } from '../attribute.js';
import type { AttributeDefinition, SchemaDefinition } from '../attribute.js';

/** Only shown when asked for: it changes without the resource changing, so no version may depend on it. */
const told = { mutability: 'readOnly', returned: 'request' } as const;
const readOnly = { mutability: 'readOnly' } as const;
const exact = { caseExact: true } as const;

const sync: readonly AttributeDefinition[] = [
  attribute('syncState', 'Whether DingTalk shows what this resource says.', {
    ...told,
    ...exact,
    canonicalValues: ['inStep', 'onTheWay', 'waiting', 'held', 'blocked'],
  }),
  attribute('syncReason', 'What it waits for, or what must be mended.', { ...told, ...exact }),
];

const departmentSubs: readonly AttributeDefinition[] = [
  // Absent where the department is none of ours.
  attribute('value', "The id of the department's Group.", { ...readOnly, ...exact }),
  attribute('$ref', "The URI of the department's Group.", {
    ...readOnly,
    type: 'reference',
    referenceTypes: ['Group'],
  }),
  attribute('display', "The Group's displayName.", readOnly),
  attribute('deptId', "DingTalk's dept_id of the department.", { ...readOnly, ...exact }),
];

const faults = attribute(
  'syncFaults',
  'Fields that do not show what this resource says, while all others do.',
  {
    ...told,
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('field', "DingTalk's name of the field.", { ...readOnly, ...exact }),
      attribute('fault', 'What is wrong with it.', {
        ...readOnly,
        ...exact,
        canonicalValues: ['tooLong', 'unreadable', 'notClearable', 'notSettable', 'taken'],
      }),
    ],
  },
);

/** What the bridge tells of a User's account in DingTalk, and what only DingTalk has a field for. */
export const dingTalkUserSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User',
  name: 'DingTalkUser',
  description: 'The account in DingTalk',
  attributes: [
    attribute('userId', "DingTalk's userid of the account.", { ...told, ...exact }),
    attribute('unionId', "DingTalk's unionid of the person.", { ...told, ...exact }),
    attribute('active', 'Whether the person has signed in to DingTalk, as last seen there.', {
      ...told,
      type: 'boolean',
    }),
    attribute('leaderIn', 'The departments that the person heads, as DingTalk was last seen or left.', {
      ...told,
      type: 'complex',
      multiValued: true,
      subAttributes: departmentSubs,
    }),
    attribute('hiredDate', 'When the person was hired; kept in UTC to the millisecond.', {
      type: 'dateTime',
    }),
    attribute('workPlace', "The address of the person's office."),
    attribute('remark', 'A remark on the person.'),
    attribute('hideMobile', 'Whether colleagues do not see the mobile number.', { type: 'boolean' }),
    attribute('seniorMode', 'Whether the person is in senior mode.', { type: 'boolean' }),
    // "type" and "value", so that a path can name one field: extension[type eq "Hobby"].value.
    attribute('extension', 'Fields that the organization has added to its DingTalk.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('type', "The field's name.", exact),
        attribute('value', "The field's value.", exact),
      ],
    }),
    ...sync,
    faults,
  ],
};

/** What the bridge tells of a Group's department in DingTalk, and what only DingTalk has a field for. */
export const dingTalkGroupSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group',
  name: 'DingTalkGroup',
  description: 'The department in DingTalk',
  attributes: [
    attribute('deptId', "DingTalk's dept_id of the department.", { ...told, ...exact }),
    attribute('parent', 'The department that this one lies in.', {
      ...told,
      type: 'complex',
      subAttributes: departmentSubs,
    }),
    attribute('path', 'The names of the departments above and of this one, divided by "/".', {
      ...told,
      ...exact,
    }),
    // Written as far as the people lie in the department: DingTalk takes no others.
    attribute('managers', 'The people who head the department.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute('value', "The id of the manager's User.", exact),
        attribute('$ref', "The URI of the manager's User.", {
          ...readOnly,
          type: 'reference',
          referenceTypes: ['User'],
        }),
        attribute('display', "The User's displayName.", readOnly),
      ],
    }),
    attribute('order', 'The place among its siblings: DingTalk shows small numbers first.', {
      type: 'integer',
    }),
    ...sync,
  ],
};
