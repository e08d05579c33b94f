import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(60_000);

const repository = path.resolve(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bridge-count-'));
  const config = {
    testMatch: ['**/*.spec.cjs'],
    reporters: ['default', path.join(repository, 'tools/count-reporter.mjs')],
  };
  writeFileSync(path.join(folder, 'jest.config.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'package.json'), '{}');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(spec: string): { readonly status: number | null; readonly last: string | undefined } {
  writeFileSync(path.join(folder, 'a.spec.cjs'), spec);
  const jestBin = path.join(repository, 'node_modules/jest/bin/jest.js');
  const { status, stdout } = spawnSync(process.execPath, [jestBin, '--rootDir', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('the last line of a test run', () => {
  it('counts what passed, failed and was skipped', () => {
    const { status, last } = run(`
      it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('c'); });
      it.skip('d', () => {}); it.todo('e');`);
    expect([status, last]).toEqual([1, '2 passed, 1 failed, 2 skipped']);
  });

  it('counts a file that does not even load as a failure', () => {
    expect(run("throw new Error('x');")).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' });
  });

  it('is there when all is well', () => {
    expect(run("it('a', () => {});")).toEqual({ status: 0, last: '1 passed, 0 failed, 0 skipped' });
  });
});
