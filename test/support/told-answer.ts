import { endpoints, errorSchema } from '#admin-api';
import type { Endpoint } from '#admin-api';

const table = Object.values(endpoints)
  .flatMap((verbs) => Object.values<Endpoint>(verbs))
  .map(({ method, path, answers }) => {
    const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
    return { method, pattern, answers, path };
  });

/**
 * Holds what a bridge has answered against the table of endpoints; every end-to-end test does so in passing.
 *
 * @param path below the admin API's base, with its query
 * @throws Error where the answer has another shape, a member too many, or a status that the table does not know
 */
export function demandTold(method: string, path: string, status: number, body: unknown): void {
  const [plain = ''] = path.split('?');
  const row = table.find((one) => one.method === method && one.pattern.test(plain));
  if (!row) return;
  const schema = status >= 400 ? errorSchema : row.answers[status];
  if (schema === undefined)
    throw new Error(`${method} ${row.path} answered ${String(status)}, which is not told`);
  const fits = schema === null ? { success: body === undefined } : schema.safeParse(body);
  if (!fits.success)
    throw new Error(`${method} ${row.path} answered what is not told: ${JSON.stringify(fits)}`);
}
