import { endpoints } from '../endpoints/all.js';
import { generationOf } from '../endpoints/endpoint.js';
import type { Endpoint, OpenEndpoint } from '../endpoints/endpoint.js';
import { Refusal } from '../refusal.js';

const byPath = new Map(endpoints.map((endpoint) => [endpoint.path, endpoint]));

/** Step 2 of fact sheet 11.2. @throws Refusal 22 on topapi whatever the verb (correction C12), 404 elsewhere */
export function knownPath(path: string): Endpoint | OpenEndpoint {
  const found = byPath.get(path);
  if (found) return found;
  switch (generationOf(path)) {
    case 'topapi': {
      const problem = `不合法ApiName，ApiName = ${apiNameOf(path)}`;
      throw new Refusal('22', { text: `Invalid method[submsg=${problem}]`, more: { sub_msg: problem } });
    }
    case 'legacy':
      throw new Refusal('404');
    case 'new':
      // From memory: what the new host says of a path below /v1.0 was never probed.
      throw new Refusal('InvalidAction.NotFound', {
        status: 404,
        text: 'Specified api is not found, please check your url and method.',
      });
  }
}

/** `dingtalk.oapi.v2.user.get` for `/topapi/v2/user/get` (fact sheet 6.3). */
export const apiNameOf = (path: string): string =>
  path
    .slice(1)
    .replace(/^topapi/, 'dingtalk.oapi')
    .replaceAll('/', '.');
