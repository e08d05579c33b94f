import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The code of a system error. */
export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Whether a process of that id runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Runs `work` while holding `file` as a lock among the processes of this machine. A lock whose owner is gone
 * is taken over.
 *
 * @throws Error when the lock is held for longer than `timeoutMs`
 */
export async function withLock<T>(file: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (!tryLock(file)) {
    if (performance.now() > deadline)
      throw new Error(`${file} is held by another process; remove it if that is gone.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file: string): boolean {
  // Written aside, then linked: a lock never exists without the name of its owner.
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const owner = readOwner(file);
  const gone = owner === 'unknown' || (owner !== 'nobody' && !isAlive(owner));
  if (gone && readOwner(file) === owner) rmSync(file, { force: true });
  return false;
}

/** Whose lock it is; `nobody` when there is none any more, `unknown` when it names no process. */
function readOwner(file: string): number | 'nobody' | 'unknown' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 'nobody';
  }
  const pid = Number(text);
  return Number.isInteger(pid) && pid > 0 ? pid : 'unknown';
}
