// Better Auth's SCIM plugin over its own store in memory: index paging, 100 a page at most, Users and Groups with members,
// no filter by time.
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import { scim } from '@better-auth/scim';
import { serve } from './serve.js';

const token = 'token-of-better-auth';
const auth = betterAuth({
  baseURL: 'http://127.0.0.1',
  secret: 'only for tests: nobody signs in here',
  telemetry: { enabled: false },
  plugins: [
    scim({ connections: [{ id: 'bridge', credentials: [{ type: 'bearer', id: 'bridge', token }] }] }),
  ],
});
await serve(toNodeHandler(auth), { path: '/api/auth/scim/v2', token });
