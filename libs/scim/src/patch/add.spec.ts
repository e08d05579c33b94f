import { address, core, enterprise, home, work } from '../../../../test/builders/patched-user.js';
import { describeOperation } from '../../../../test/support/describe-operation.js';

describeOperation('add (RFC 7644 section 3.5.2.1)', 'add', [
  {
    reason: 'sets what had no value',
    operation: { path: 'title', value: 'Boss' },
    changed: { title: 'Boss' },
  },
  {
    reason: 'replaces a single value',
    operation: { path: 'nickName', value: 'B' },
    changed: { nickName: 'B' },
  },
  {
    reason: 'appends to a list',
    operation: { path: 'emails', value: [{ value: 'x@y.z' }] },
    changed: { emails: [work, home, { value: 'x@y.z' }] },
  },
  {
    reason: 'takes several attributes without a path, in any case',
    operation: { value: { emails: [{ value: 'babs@jensen.org', type: 'home' }], nickname: 'B' } },
    changed: { emails: [work, home, { value: 'babs@jensen.org', type: 'home' }], nickName: 'B' },
  },
  {
    reason: 'leaves the other sub-attributes alone',
    operation: { path: 'name', value: { middleName: 'J' } },
    changed: { name: { familyName: 'Jensen', givenName: 'Barbara', middleName: 'J' } },
  },
  {
    reason: 'makes a new primary value the only one',
    operation: { path: 'emails', value: { value: 'x', primary: true } },
    changed: { emails: [{ ...work, primary: false }, home, { value: 'x', primary: true }] },
  },
  {
    reason: 'does not repeat the same type and value',
    operation: { path: 'emails', value: [{ value: 'BABS@home.org', type: 'Home', display: 'Home' }] },
    changed: { emails: [work, { value: 'BABS@home.org', display: 'Home', type: 'Home' }] },
  },
  {
    reason: 'tells the same value of another type from it',
    operation: { path: 'emails', value: [{ value: home.value, type: 'other' }] },
    changed: { emails: [work, home, { value: home.value, type: 'other' }] },
  },
  {
    reason: 'repeats no element that has no value to be known by',
    operation: { path: 'addresses', value: [{ ...address }, { streetAddress: '1 Main St', type: 'work' }] },
    changed: {
      addresses: [
        address,
        { locality: 'Oslo', type: 'home', primary: true },
        { streetAddress: '1 Main St', type: 'work' },
      ],
    },
  },
  {
    reason: 'keeps what the same type and value does not say again',
    operation: { path: 'emails', value: [{ value: work.value, type: 'work', display: 'Work' }] },
    changed: { emails: [{ value: work.value, display: 'Work', type: 'work', primary: true }, home] },
  },
  {
    reason: 'creates an element and leaves the primary one alone',
    operation: { path: 'emails[type eq "other"].value', value: 'x' },
    changed: { emails: [work, home, { value: 'x', type: 'other' }] },
  },
  {
    reason: 'adds to the element that a filter selects',
    operation: { path: 'emails[type eq "home"]', value: { display: 'Home' } },
    changed: { emails: [work, { value: home.value, display: 'Home', type: 'home' }] },
  },
  {
    reason: 'creates the element that a filter names',
    operation: { path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555-0101' },
    changed: { phoneNumbers: [{ value: '+1 555-0101', type: 'mobile' }] },
  },
  {
    reason: 'adds nothing of an extension that is unassigned',
    operation: { path: enterprise, value: null },
    changed: {},
  },
  {
    reason: 'creates no element for a value that is unassigned',
    operation: { path: 'phoneNumbers[type eq "mobile"]', value: null },
    changed: {},
  },
  {
    reason: 'creates an element for a sub-attribute of an empty list',
    operation: { path: 'roles.value', value: 'guide' },
    changed: { roles: [{ value: 'guide' }] },
  },
  {
    reason: 'adds to a core schema by its URN as to the person',
    operation: { path: core, value: { title: 'Boss', id: 'x', groups: [], colour: 'green' } },
    changed: { title: 'Boss' },
  },
  {
    reason: 'adds to a core schema by a key',
    operation: { value: { [core]: { title: 'Boss' } } },
    changed: { title: 'Boss' },
  },
  {
    reason: 'adds to an extension by its URN, schemas repeated',
    operation: { path: enterprise, value: { schemas: [enterprise], costCenter: '4130' } },
    changed: {
      [enterprise]: {
        costCenter: '4130',
        department: 'Tour',
        manager: { value: 'm1' },
      },
    },
  },
]);
