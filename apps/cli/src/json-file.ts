import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { AdminApiError } from './admin-api.js';

/** Reads a JSON object from a file, or from standard input for `-`. @throws AdminApiError where there is none */
export async function readJsonFile(path: string): Promise<object> {
  const written = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch(() => undefined);
  try {
    const value: unknown = JSON.parse(written ?? '');
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below: what is in the file may be personal, so no parser's words.
  }
  const name = path === '-' ? 'Standard input' : path;
  throw new AdminApiError(
    written === undefined ? `${name} cannot be read.` : `${name} holds no JSON object.`,
  );
}
