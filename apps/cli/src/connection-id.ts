import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';

/** The id of a connection that is named by its id or its name. @throws AdminApiError where there is none */
export async function connectionIdOf(api: AdminApi, connection: string): Promise<string> {
  const known = await api.call<readonly { readonly id: string; readonly name: string }[]>(
    'GET',
    '/connections',
  );
  const found =
    known.find(({ id }) => id === connection.toLowerCase()) ?? known.find(({ name }) => name === connection);
  if (!found) throw new AdminApiError('There is no such connection.', 404);
  return found.id;
}
