import { describe, expect, it } from '@jest/globals';
import { doubtfulFields, learnPerson, shownFields } from './person.js';
import type { MirrorPerson, Reading } from './person.js';

const ada: MirrorPerson = {
  userId: 'ada',
  mobile: '13700000001',
  stateCode: '86',
  email: 'ada@example.com',
  managerUserId: 'bob',
  departmentIds: [7, 3, 7],
  active: true,
  enterpriseAccount: false,
};
const hidden: MirrorPerson = { userId: 'ada', departmentIds: [3], active: true, enterpriseAccount: false };
const list = (...readable: readonly ('mobile' | 'personal')[]): Reading => ({
  by: 'list',
  readable: new Set(readable),
});

describe('what a reading shows of field permissions', () => {
  it('is what somebody in it shows', () => {
    expect([...shownFields([hidden, ada])]).toEqual(['mobile', 'personal']);
    expect([...shownFields([hidden])]).toEqual([]);
  });

  it.each([
    { reason: 'a stranger cannot have lost anything', before: undefined, shown: [], doubtful: [] },
    { reason: 'nobody shows what he had', before: ada, shown: [], doubtful: ['mobile', 'personal'] },
    { reason: 'somebody else shows it', before: ada, shown: ['mobile', 'personal'] as const, doubtful: [] },
    { reason: 'he had none', before: hidden, shown: [], doubtful: [] },
  ])('is doubtful or not: $reason', ({ before, shown, doubtful }) => {
    expect(doubtfulFields(hidden, before, new Set(shown))).toEqual(doubtful);
  });
});

describe('what is known of a person after a reading', () => {
  it('keeps what is hidden as it was last seen', () => {
    expect(learnPerson(hidden, ada, list())).toMatchObject({
      mobile: '13700000001',
      email: 'ada@example.com',
    });
  });

  it('believes that a field is empty where the app may read it', () => {
    expect(learnPerson(hidden, ada, list('mobile', 'personal')).email).toBeUndefined();
  });

  it('takes no mobile from a person: everybody but an enterprise account has one', () => {
    const readable = list('mobile', 'personal');
    expect(learnPerson(hidden, ada, readable).mobile).toBe('13700000001');
    expect(learnPerson({ ...hidden, enterpriseAccount: true }, ada, readable).mobile).toBeUndefined();
  });

  it('keeps what only a look at the person shows, until there is one', () => {
    expect(learnPerson(hidden, ada, list()).managerUserId).toBe('bob');
    expect(learnPerson(hidden, ada, { by: 'person', readable: new Set() }).managerUserId).toBeUndefined();
  });

  it('has each department once, in one order', () => {
    expect(learnPerson(ada, undefined, list()).departmentIds).toEqual([3, 7]);
  });
});
