import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAlive, withLock } from './lock.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bridge-lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const nothing = () => Promise.resolve();

/** A process id that was somebody's a moment ago. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

describe('a lock among processes', () => {
  it('lets one in after the other', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(file, 10_000, work)));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names its owner while it is held', async () => {
    await withLock(file, 1_000, () => {
      expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
      return nothing();
    });
  });

  it('is given back when the work fails', async () => {
    await expect(withLock(file, 1_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from an owner that is dead', async () => {
    writeFileSync(file, String(await deadPid()));
    await withLock(file, 1_000, nothing);
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over when it names nobody', async () => {
    writeFileSync(file, '');
    await withLock(file, 1_000, nothing);
  });

  it('is not taken from an owner that lives, and says which file it is', async () => {
    writeFileSync(file, String(process.pid));
    await expect(withLock(file, 100, nothing)).rejects.toThrow(`${file} is held by another process`);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  });
});

describe('a process', () => {
  it('is alive while it runs', async () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(await deadPid())).toBe(false);
  });

  it('is alive though it belongs to somebody else', () => {
    expect(isAlive(1)).toBe(true);
  });
});
