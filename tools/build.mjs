// Compiles apps, libs and tests with plain tsc, then removes what has lost its source: tests run from dist/.
// The console's pages are bundled after that, where their sources have changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildConsole } from './build-console.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** Builds the whole repository; exits the process when the compiler is not content. */
export async function build() {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit', cwd: root });
  if (status !== 0) process.exit(status ?? 1);
  for (const folder of ['apps', 'libs', 'test']) prune(path.join('dist', folder));
  await buildConsole();
}

function prune(folder) {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return;
  for (const entry of readdirSync(absolute, { recursive: true })) {
    const name = String(entry);
    const match = /^(.*)\.js(\.map)?$/.exec(name);
    if (!match) continue;
    const source = path.join(root, path.relative('dist', folder), `${match[1]}.ts`);
    if (!existsSync(source)) rmSync(path.join(absolute, name));
  }
}

if (process.argv[1] === import.meta.filename) await build();
