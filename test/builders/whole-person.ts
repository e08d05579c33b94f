import { enterprise, person } from './scim.js';

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';

/** Everything a client may write of a User. */
export const wholePerson = (manager: string): Record<string, unknown> =>
  person({
    name: {
      formatted: 'a',
      familyName: 'b',
      givenName: 'c',
      middleName: 'd',
      honorificPrefix: 'e',
      honorificSuffix: 'f',
    },
    nickName: 'Z',
    profileUrl: 'https://example.test/z',
    title: 'Pilot',
    userType: 'Employee',
    preferredLanguage: 'en',
    locale: 'en-US',
    timezone: 'Asia/Shanghai',
    active: true,
    password: 'secret-1',
    ims: [{ value: 'z', type: 'qq', display: 'z', primary: true }],
    photos: [{ value: 'https://example.test/z.png', type: 'photo' }],
    addresses: [
      { streetAddress: 'a', locality: 'b', region: 'c', postalCode: 'd', country: 'CN', type: 'work' },
    ],
    entitlements: [{ value: 'door' }],
    roles: [{ value: 'reader', primary: true }],
    x509Certificates: [{ value: 'TWlh' }],
    [enterprise]: {
      employeeNumber: '1',
      costCenter: '2',
      organization: '3',
      division: '4',
      department: '5',
      manager: { value: manager },
    },
    [dingTalk]: {
      hiredDate: '2020-02-29T08:00:00+08:00',
      workPlace: 'A1',
      remark: 'r',
      hideMobile: false,
      seniorMode: true,
      extension: [{ type: 'Hobby', value: 'Chess' }],
    },
  });
