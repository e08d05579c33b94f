import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

// Each run reads every module, on a machine that other suites share.
jest.setTimeout(180_000);

const repository = path.resolve(import.meta.dirname, '../../..');
const copied = ['apps', 'libs', 'test', 'tools', 'package.json', 'tsconfig.json', 'knip.json'];

let house: string;
beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'bridge-house-'));
  for (const name of copied) cpSync(path.join(repository, name), path.join(house, name), { recursive: true });
  symlinkSync(path.join(repository, 'node_modules'), path.join(house, 'node_modules'));
});
afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

function run(...tool: readonly string[]): { readonly status: number | null; readonly told: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, tool, { cwd: house, encoding: 'utf8' });
  return { status, told: stdout + stderr };
}
const floors = () => run('tools/check-floors.mjs');

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    writeFileSync(path.join(house, file), text);
  }
}

/** Each breaks one rule, in a file of its own: one run of the tool must find them all. */
const violations: readonly Violation[] = [
  {
    rule: 'upward-from-floor-2',
    reason: 'an import that goes up',
    files: { 'libs/scim/src/planted2.ts': "import '#provisioning';\n" },
  },
  {
    rule: 'upward-from-floor-4',
    reason: 'a library that imports an app',
    files: { 'libs/queue/src/planted3.ts': "import '../../../apps/cli/src/access.js';\n" },
  },
  {
    rule: 'neighbour-of-store',
    reason: 'neighbours who know each other, were it by type only',
    files: { 'libs/store/src/planted4.ts': "export type { Bells } from '#queue';\n" },
  },
  {
    rule: 'apps-do-not-import-apps',
    reason: 'an app that imports another',
    files: { 'apps/cli/src/planted5.ts': "import '../../launcher/src/ports.js';\n" },
  },
  {
    rule: 'no-circle',
    reason: 'a circle',
    files: {
      'libs/scim/src/planted6.ts': "import './planted6-too.js';\nexport const one = 1;\n",
      'libs/scim/src/planted6-too.ts': "import './planted6.js';\nexport const two = 2;\n",
    },
  },
  {
    rule: 'front-door',
    reason: 'an import past the front door',
    files: { 'apps/cli/src/planted7.ts': "import '../../../libs/store/src/links.js';\n" },
  },
  {
    rule: 'front-door-between-libraries',
    reason: 'a library that enters another past its front door',
    files: { 'libs/store/src/planted8.ts': "import '../../common/src/lane.js';\n" },
  },
  {
    rule: 'index-is-for-outsiders',
    reason: 'a module that enters its own library by the front door',
    files: { 'libs/scim/src/planted9.ts': "import './index.js';\n" },
  },
  {
    rule: 'pure-floors-reach-no-framework',
    reason: 'a pure floor that reads files',
    files: { 'libs/provisioning/src/planted10.ts': "import 'node:fs';\n" },
  },
  {
    rule: 'pure-floors-reach-no-framework',
    reason: 'a pure floor from which a framework can be reached over others',
    files: {
      'libs/scim/src/planted11.ts': "import './planted11-too.js';\n",
      'libs/scim/src/planted11-too.ts': "import '#runtime';\n",
    },
  },
  {
    rule: 'simulator-stands-alone',
    reason: 'a simulator that shares code with those it judges',
    files: { 'apps/dingtalk-simulator/src/planted12.ts': "import '#common';\n" },
  },
  {
    rule: 'common-depends-on-zod-only',
    reason: 'a ground floor that depends on more than zod',
    files: { 'libs/common/src/planted13.ts': "import 'lossless-json';\n" },
  },
  {
    rule: 'admin-api-depends-on-zod-only',
    reason: 'a description of the admin API that takes the server along',
    files: { 'libs/admin-api/src/planted16.ts': "import 'fastify';\n" },
  },
  {
    rule: 'resolvable',
    reason: 'an import of nothing',
    files: { 'libs/scim/src/planted14.ts': "import './not-there.js';\n" },
  },
  {
    rule: 'unread',
    reason: 'a module that was not read: a cruiser that reads nothing is always content',
    files: { 'libs/scim/src/node_modules/planted15.ts': 'export const one = 1;\n' },
  },
];

interface Violation {
  readonly rule: string;
  readonly reason: string;
  readonly files: Readonly<Record<string, string>>;
}

describe('the check of the floors', () => {
  let clean: ReturnType<typeof run>;
  let broken: ReturnType<typeof run>;
  beforeAll(() => {
    clean = floors();
    for (const { files } of violations) plant(files);
    broken = floors();
    for (const { files } of violations) for (const file of Object.keys(files)) rmSync(path.join(house, file));
  });

  it('is content with the house as it is, and says how many modules it read', () => {
    expect(clean).toEqual({
      status: 0,
      told: expect.stringMatching(/^floors: \d{3,} modules read, no violation$/m),
    });
  });

  it.each(violations)('goes red for $reason', ({ rule, files }) => {
    const file = Object.keys(files).join('|');
    expect(broken.status).toBe(1);
    expect(broken.told.split('\n')).toContainEqual(
      expect.stringMatching(new RegExp(`^error ${rule}: (${file})( -> |$)`)),
    );
  });
});

it('a library is in the same place for the compiler, for an editor and for Node', () => {
  const read = (name: string) => JSON.parse(readFileSync(path.join(repository, name), 'utf8')) as unknown;
  const { imports } = read('package.json') as { imports: Record<string, string> };
  const { compilerOptions } = read('tsconfig.json') as {
    compilerOptions: { paths: Record<string, readonly string[]> };
  };
  const sources = Object.entries(imports).map(([name, built]) => [
    name,
    [built.replace('./dist/', './').replace(/\.js$/, '.ts')],
  ]);
  expect(compilerOptions.paths).toEqual(Object.fromEntries(sources));
});

describe('the check of dead code', () => {
  it('goes red for an export that nobody uses', () => {
    plant({
      'apps/cli/src/planted.ts': 'export const used = 1;\nexport const forgotten = 2;\n',
      'apps/cli/src/planted.spec.ts': "import { used } from './planted.js';\nvoid used;\n",
    });
    const { status, told } = run('node_modules/knip/bin/knip.js', '--no-progress');
    expect(status).toBe(1);
    expect(told).toMatch(/^forgotten\s+apps\/cli\/src\/planted\.ts/m);
    expect(told).not.toMatch(/^used\s/m);
  });
});
