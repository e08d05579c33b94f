import { endpoints } from '#admin-api';
import type { Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { pathTo } from './path-to.js';

const { find } = endpoints.explain;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of a person or department that is named by id, userName or displayName.
 *
 * @throws AdminApiError where there is none of the name, or several
 */
export async function resourceIdOf(api: AdminApi, connectionId: string, named: string): Promise<string> {
  if (uuid.test(named)) return named;
  const at = pathTo(find, { id: connectionId });
  const found = await api.call<Heard<typeof find>>('POST', at, { name: named });
  const [first, ...others] = found;
  if (!first) throw new AdminApiError('There is no such person or department.', 404);
  if (others.length > 0) {
    throw new AdminApiError(
      `Several have this name: ${found.map(({ resourceId }) => resourceId).join(', ')}`,
    );
  }
  return first.resourceId;
}
