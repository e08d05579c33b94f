import { generationOf } from '../endpoints/endpoint.js';
import type { Endpoint, OpenEndpoint } from '../endpoints/endpoint.js';
import { Refusal } from '../refusal.js';
import type { Variants } from '../variants.js';

/** Step 3: known topapi paths answer GET as well, unless a flag says otherwise (correction C12). @throws Refusal 43001, 43002 */
export function rightMethod(
  endpoint: Endpoint | OpenEndpoint,
  method: string,
  { verbErrors }: Pick<Variants, 'verbErrors'>,
): void {
  if (method === endpoint.method) return;
  switch (generationOf(endpoint.path)) {
    case 'topapi':
      if (verbErrors || method !== 'GET') throw new Refusal(endpoint.method === 'GET' ? '43001' : '43002');
      return;
    case 'legacy':
      throw new Refusal(endpoint.method === 'GET' ? '43001' : '43002');
    case 'new':
      throw new Refusal('InvalidAction.NotFound', {
        status: 404,
        text: 'Specified api is not found, please check your url and method.',
      });
  }
}
