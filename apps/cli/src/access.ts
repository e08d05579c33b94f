import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the bridge is and who may administer it. */
export interface Access {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The demo's simulated DingTalk, if there is one. */
  readonly simulatorUrl?: string;
}

/**
 * From the environment (BRIDGE_URL, BRIDGE_USER, BRIDGE_PASSWORD, SIMULATOR_URL), else from what `npm start`
 * wrote down. Secrets never come as arguments: other people's process lists show those.
 */
export function readAccess(env: Readonly<Record<string, string | undefined>>): Access | undefined {
  const {
    BRIDGE_URL: url,
    BRIDGE_USER: user = 'admin',
    BRIDGE_PASSWORD: password,
    SIMULATOR_URL: simulator,
  } = env;
  if (url !== undefined && password !== undefined) {
    return { url, user, password, ...(simulator === undefined ? {} : { simulatorUrl: simulator }) };
  }
  try {
    const file = path.join(env.DATA_DIR ?? '.data', 'demo.json');
    const demo = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
    const { consoleUrl, adminUser, adminPassword, simulatorUrl } = demo;
    if (!consoleUrl || !adminUser || !adminPassword) return undefined;
    return {
      url: consoleUrl,
      user: adminUser,
      password: adminPassword,
      ...(simulatorUrl ? { simulatorUrl } : {}),
    };
  } catch {
    return undefined;
  }
}
