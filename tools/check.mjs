// npm run check: types, lint, format, floors, dead code. Every step runs; one red step makes the whole red.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false']],
  ['types of the console', ['node_modules/typescript/bin/tsc', '-p', 'apps/console']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'apps', 'libs', 'test']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['floors', ['tools/check-floors.mjs']],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
];

const red = [];
for (const [name, args] of steps) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`check ${name}: ${status === 0 ? 'ok' : 'RED'} (${seconds} s)`);
  if (status !== 0) red.push(name);
}
if (red.length > 0) {
  console.error(`check failed: ${red.join(', ')}`);
  process.exit(1);
}
