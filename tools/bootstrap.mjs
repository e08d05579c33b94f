// The one entry of `npm start`, `npm test`, `npm run check`, `npm run bench` and `npm run bridge` on a machine with only
// Node: installs what is missing, builds what has changed, then hands over. No dependency of its own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const at = (...parts) => path.join(root, ...parts);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs what a folder's lock names. Only our own packages run scripts: the peers of the tests need none. */
function install(folder = '', ...flags) {
  const lock = createHash('sha256')
    .update(readFileSync(at(folder, 'package-lock.json')))
    .digest('hex');
  const marker = at(folder, 'node_modules', '.installed-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  console.error(`Installing packages${folder === '' ? '' : ` of ${folder}`} (once) ...`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, 'ci', ...flags]] : ['npm', ['ci', ...flags]];
  const { status } = spawnSync(command, args, { cwd: at(folder), stdio: ['ignore', 2, 2], shell: !npm });
  if (status !== 0) {
    console.error('npm ci failed; what it printed above says why.');
    process.exit(status ?? 1);
  }
  writeFileSync(marker, lock);
}

const verbs = {
  start: { build: true, run: (args) => [at('dist/apps/launcher/src/main.js'), ...args] },
  test: {
    build: true,
    run: (args) => ['--experimental-vm-modules', at('node_modules/jest/bin/jest.js'), ...args],
  },
  branches: {
    build: true,
    run: (args) => [
      '--experimental-vm-modules',
      at('node_modules/jest/bin/jest.js'),
      '--config',
      at('jest.branches.config.js'),
      ...args,
    ],
  },
  peers: {
    build: true,
    prepare: () => install('test/peers', '--ignore-scripts'),
    run: (args) => [
      '--experimental-vm-modules',
      at('node_modules/jest/bin/jest.js'),
      '--config',
      at('jest.peers.config.js'),
      ...args,
    ],
  },
  bench: { build: true, run: (args) => [at('dist/test/bench/main.js'), ...args] },
  histories: { build: true, run: (args) => [at('dist/test/histories/main.js'), ...args] },
  fuzz: { build: true, run: (args) => [at('dist/test/fuzz/main.js'), ...args] },
  check: { build: false, run: () => [at('tools/check.mjs')] },
  bridge: { build: 'once', run: (args) => [at('dist/apps/cli/src/main.js'), ...args] },
};

const [verb, ...args] = process.argv.slice(2);
const chosen = verbs[verb];
if (!chosen) {
  console.error(`usage: node tools/bootstrap.mjs ${Object.keys(verbs).join('|')} [arguments]`);
  process.exit(2);
}
install();
chosen.prepare?.();
const builds = chosen.build === 'once' ? !existsSync(at('dist/apps/cli/src/main.js')) : chosen.build;
if (builds) await (await import('./build.mjs')).build();

const child = spawn(process.execPath, ['--no-warnings', ...chosen.run(args)], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', ...(verb === 'start' ? ['ipc'] : [])],
});
// The terminal sends Ctrl-C to the whole group, a supervisor to us alone; told twice, the child stops once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
