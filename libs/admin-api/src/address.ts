import { apiBase } from './endpoint.js';
import type { Asked, Endpoint, Place } from './endpoint.js';

/** The address of an endpoint on a bridge, with everything in it escaped. A query's undefined members are left out. */
export function addressOf<E extends Endpoint>({ path }: E, place: Place<E>, asked?: Asked<E>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((place as Readonly<Record<string, string>>)[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(
    (asked ?? {}) as Readonly<Record<string, string | number | boolean | undefined>>,
  )) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `${apiBase}${filled}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
