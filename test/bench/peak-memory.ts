import { readFileSync } from 'node:fs';

/** The most that a process ever had resident, in megabytes; not a number where nobody tells: on Linux only. */
export function peakMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1_024;
  } catch {
    return NaN;
  }
}
