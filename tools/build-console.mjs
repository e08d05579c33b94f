// Bundles the console's pages with Vite into dist/console, when anything that goes into them has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const config = path.join(root, 'apps/console/vite.config.mjs');
const marker = path.join(root, 'dist/console/.built-from');
const ingredients = ['apps/console', 'libs/admin-api/src', 'package-lock.json'];

/** Bundles the pages; throws where Vite is not content. */
export async function buildConsole() {
  const digest = digestOf(ingredients);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;
  const { build } = await import('vite');
  await build({ configFile: config, mode: 'production', logLevel: 'warn' });
  writeFileSync(marker, digest);
}

function digestOf(names) {
  const hash = createHash('sha256');
  for (const name of names)
    for (const file of filesIn(name)) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesIn(name) {
  const absolute = path.join(root, name);
  if (!existsSync(absolute)) return [];
  if (name.endsWith('.json')) return [absolute];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
