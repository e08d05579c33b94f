import type { JsonObject, ResourceId } from '#common';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';

/** An id that a test can write down. @param kind its first digit */
export const idOf = (kind: string, n: number) =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ResourceId;
/** The nth of the people. */
export const person = (n: number) => idOf('a', n);
/** The nth of the Groups. */
export const group = (n: number) => idOf('c', n);

const address = (value: string, type?: string, primary?: boolean) => ({
  value,
  ...(type === undefined ? {} : { type }),
  ...(primary === undefined ? {} : { primary }),
});
const named = (userName: string, nickName: string) => ({ userName, nickName });

/** People whose texts, lists and extensions differ in all that a filter can ask for. */
export const people: readonly JsonObject[] = [
  {
    userName: 'Ada@Example.com',
    externalId: 'E-1',
    displayName: 'Ada Lovelace',
    name: { familyName: 'Lovelace', givenName: 'Ada' },
    active: true,
    title: 'Countess',
    emails: [address('Ada@Example.com', 'work', true), address('ada@home.org', 'home', false)],
    phoneNumbers: [address('+44 20 7946 0000', 'work'), address('+44 7700 900000', 'Mobile')],
    [enterprise]: { department: 'Engines', employeeNumber: '001' },
  },
  {
    userName: 'björn',
    externalId: 'e-1',
    displayName: 'Björn Ärlig',
    name: { familyName: 'Ärlig', givenName: 'Björn', formatted: 'Björn Ärlig' },
    active: false,
    emails: [address('Björn@Example.com', 'Work')],
    [enterprise]: { department: 'ENGINES', manager: { value: person(0) } },
    [dingTalk]: {
      hiredDate: '2015-03-01T08:00:00.5+08:00',
      remark: 'Früh_50%',
      hideMobile: true,
      extension: [{ type: 'Hobby', value: 'Chess' }],
    },
  },
  {
    userName: 'émile',
    displayName: 'Émile Zola',
    name: { familyName: 'ZOLA', givenName: 'E\u0301mile' },
    emails: [address('x@example.com', 'home'), address('ada@example.com', 'other')],
    profileUrl: 'https://example.com/Zola',
    [enterprise]: { manager: { value: person(0).toUpperCase() } },
  },
  {
    userName: 'percent%sign',
    displayName: '100%',
    title: 'a_b',
    nickName: String.raw`back\slash`,
    emails: [address('50%_off@example.com')],
    roles: [
      { value: 'Reader', primary: true },
      { value: 'writer', display: 'Wrîter' },
    ],
  },
  { userName: 'plain' },
  { userName: 'quote\'s "here"', displayName: "O'Malley", title: "'; drop table resource; --", active: true },
  { userName: 'dollar$1', displayName: '$1', externalId: '$2', nickName: '{"a":1}', active: true },
  {
    userName: 'ｆｕｌｌ',
    displayName: 'ＦＵＬＬ width',
    emails: [{ type: 'work' }, { value: 'full@example.com', display: 'Ｆｕｌｌ' }],
  },
  {
    userName: 'grace',
    name: { givenName: 'Grace' },
    active: true,
    [enterprise]: { manager: { value: 'no uuid' } },
  },
  { userName: 'linus', active: false, title: 'countess', addresses: [{ type: 'work', locality: 'Århus' }] },
  { userName: 'photo', photos: [{ value: 'https://example.com/A.jpg', type: 'photo' }] },
  { userName: 'cert', x509Certificates: [{ value: 'TWlh' }], entitlements: [{ value: 'Door' }] },
  { userName: 'order1', title: '\uffee', locale: 'de-DE', [enterprise]: { manager: { value: person(8) } } },
  { userName: 'order2', title: '😀', locale: 'DE-de', preferredLanguage: 'de' },
  named('sigma1', 'ΟΔΥΣΣΕΥΣ'),
  named('sigma2', 'οδυσσευς'),
  named('sigma3', 'οδυσσευσ'),
  named('georgian1', 'ᲗᲑᲘᲚᲘᲡᲘ'),
  named('georgian2', 'თბილისი'),
  named('istanbul1', 'İstanbul'),
  named('istanbul2', 'i\u0307stanbul'),
  named('istanbul3', 'istanbul'),
  named('kelvin1', '\u212a'),
  named('kelvin2', 'k'),
  named('e1', 'É'),
  named('e2', 'e\u0301'),
  named('u1', 'ÜBER'),
  named('u2', 'über'),
  named('wide1', 'ＡＢＣ'),
  named('wide2', 'ａｂｃ'),
];

/** Groups with people and with each other in them. */
export const groups: readonly { readonly body: JsonObject; readonly members: readonly ResourceId[] }[] = [
  { body: { displayName: 'Engineering', externalId: 'G-1' }, members: [person(0), person(1), person(4)] },
  { body: { displayName: 'Émigrés' }, members: [person(1), person(2), group(0)] },
  { body: { displayName: 'ENGINEERING' }, members: [group(1)] },
  { body: { displayName: 'Empty' }, members: [] },
  { body: { displayName: 'Circle one' }, members: [person(8)] },
  { body: { displayName: 'Circle two', externalId: 'g-1' }, members: [group(4), person(9)] },
  { body: { displayName: '50%_of\\all' }, members: [person(3), person(5), person(6)] },
  { body: { displayName: 'ΣΊΣΥΦΟΣ' }, members: [person(4)] },
];

/** When the nth of the population was made and changed, to the microsecond that Postgres keeps. */
export const times = [
  ['2011-05-13T04:42:34.123456Z', '2011-05-13T04:42:34.123999Z'],
  ['2011-05-13T04:42:34.124Z', '2026-01-01T00:00:00Z'],
  ['1969-12-31T23:59:59.9995Z', '1970-01-01T00:00:00Z'],
] as const;
