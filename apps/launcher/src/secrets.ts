import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets of a local installation, made once and kept readable for their owner only. */
export interface LocalSecrets {
  readonly sealingKeys: string;
  readonly adminPassword: string;
}

/** Reads them, or makes them. Call it under the start's lock. */
export function localSecrets(home: string): LocalSecrets {
  const file = path.join(home, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LocalSecrets;
  const made = {
    sealingKeys: `local:${randomBytes(32).toString('base64')}`,
    adminPassword: randomBytes(12).toString('base64url'),
  };
  // Whole or not at all: half a file would keep every later start from reading it.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}
