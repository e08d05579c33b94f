// Reads every module of apps/, libs/ and test/ and holds it against the floors.
// Fails when it read fewer modules than there are: a cruiser that reads nothing is always content.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { forbidden } from './floors.mjs';

const roots = ['apps', 'libs', 'test'];
const sources = roots.flatMap((root) =>
  readdirSync(root, { recursive: true })
    .map((name) => path.posix.join(root, String(name)))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('test/peers/node_modules/')),
);

const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
const alias = Object.fromEntries(
  Object.entries(imports).map(([name, target]) => [
    name,
    path.resolve(target.replace('./dist/', './').replace(/\.js$/, '.ts')),
  ]),
);

const { output } = await cruise(
  roots,
  {
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // What the peers are started with resolves only where they are installed.
    exclude: { path: '^dist/|^test/peers/.*[.]js$' },
    combinedDependencies: false,
  },
  {
    alias,
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default'],
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
  },
);

const read = new Set(output.modules.map(({ source }) => source));
const unread = sources.filter((name) => !read.has(name));
const { violations } = output.summary;
for (const { rule, from, to } of violations) console.error(`${rule.severity} ${rule.name}: ${from} -> ${to}`);
for (const name of unread) console.error(`error unread: ${name}`);
if (violations.length > 0 || unread.length > 0) process.exit(1);
console.log(`floors: ${String(sources.length)} modules read, no violation`);
