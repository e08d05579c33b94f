import type { App } from '../app.js';
import { endpoint } from './endpoint.js';

/** Fields that every app may read: names of the sample of the page on /auth/scopes. */
const always = [
  'jobnumber',
  'isLeader',
  'name',
  'position',
  'isAdmin',
  'avatar',
  'department',
  'userid',
  'deviceId',
  'isHide',
];

/** What an app may reach (fact sheet 3.7, 8.3). Counted: no list names it as exempt (14.16). */
export const appScopesEndpoint = endpoint({
  method: 'GET',
  path: '/auth/scopes',
  permission: 'qyapi_base',
  quota: 'counted',
  shape: 'fields',
  read: () => undefined,
  run: ({ app }) => ({
    auth_org_scopes: {
      authed_user: [...app.contactScope.users],
      authed_dept: [...app.contactScope.departments],
    },
    auth_user_field: [...always, ...fieldsOf(app)],
    condition_field: [],
  }),
});

function fieldsOf({ fields }: App): readonly string[] {
  return [
    ...(fields.has('fieldMobile') ? ['mobile', 'stateCode'] : []),
    ...(fields.has('fieldEmail') ? ['email', 'orgEmail', 'workPlace', 'remark', 'extattr'] : []),
  ];
}
