import { createUser } from '../rules/user-create.js';
import { deleteUser } from '../rules/user-delete.js';
import { readUser } from '../rules/user-given.js';
import { updateUser } from '../rules/user-update.js';
import { endpoint } from './endpoint.js';

const permission = 'qyapi_manage_addresslist';

/** Fact sheet 3.1 to 3.3. */
export const userWrites = [
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/create',
    permission,
    read: (given, variants) => ({ user: readUser(given, variants, 'login_id'), asked: given.body }),
    // unionId with a capital I here, unionid in user/get (fact sheet 3.1).
    run: (request, { user, asked }) => {
      const { userid, unionid } = createUser(request, user, asked);
      return { userid, unionId: unionid };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/update',
    permission,
    read: (given, variants) => ({
      userid: given.requiredText('userid'),
      user: readUser(given, variants, 'loginId'),
    }),
    reach: ({ userid }) => ({ users: [userid] }),
    run: (request, { userid, user }) => {
      updateUser(request, userid, user);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/delete',
    permission,
    read: (given) => given.requiredText('userid'),
    reach: (userid) => ({ users: [userid] }),
    run: (request, userid) => {
      deleteUser(request, userid, request.by === 'api' ? 'oapi' : 'delete');
    },
  }),
];
