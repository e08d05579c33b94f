import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Tenant } from './bridge.js';

const entry = path.resolve(import.meta.dirname, '../../apps/cli/src/main.js');

/** What a command printed, answers and complaints, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
}

/** Types a command of `npm run bridge` for a tenant's bridge. */
export const typed = (tenant: Pick<Tenant, 'bridge'>, ...words: readonly string[]): Promise<Said> =>
  typedWith({}, tenant, ...words);

/** The same, with more environment. */
export function typedWith(
  more: Readonly<Record<string, string>>,
  { bridge }: Pick<Tenant, 'bridge'>,
  ...words: readonly string[]
): Promise<Said> {
  const { origin, adminUser, adminPassword } = bridge.addresses;
  const env = { BRIDGE_URL: origin, BRIDGE_USER: adminUser, BRIDGE_PASSWORD: adminPassword, ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', entry, ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err });
    });
  });
}

/** What a command printed that is to end well. @throws Error with what it printed, where it did not */
export async function printed(tenant: Pick<Tenant, 'bridge'>, ...words: readonly string[]): Promise<string> {
  const { code, out } = await typed(tenant, ...words);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${String(code)}: ${out}`);
  return out;
}
