import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const readyWithinMs = 60_000;
const stopWithinMs = 25_000;

/** What a child process is started with. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Has a channel over which the child says that it is ready, and notices when we are gone. */
  readonly ipc: boolean;
}

/** A process that a test started; ended by its process id, never by name. */
export class Child {
  readonly lines: string[] = [];
  private readonly ended: Promise<void>;

  private constructor(
    readonly spec: ChildSpec,
    private readonly process: ChildProcess,
  ) {
    const { pid } = process;
    if (pid !== undefined) remember(pid, spec.name);
    for (const stream of [process.stdout, process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
    }
    this.ended = new Promise((resolve) => {
      process.once('exit', () => {
        if (pid !== undefined) forget(pid);
        resolve();
      });
    });
  }

  /** Starts a process; one with a channel has said that it is ready when this resolves. */
  static async start(spec: ChildSpec): Promise<Child> {
    const child = spawn(spec.command, [...spec.args], {
      // Nothing of our own environment but what every process needs: a developer's DATABASE_URL stays out.
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe', ...(spec.ipc ? (['ipc'] as const) : [])],
    });
    const started = new Child(spec, child);
    if (spec.ipc) await started.untilReady();
    return started;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get running(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Says something over the channel. */
  tell(message: Readonly<Record<string, number>>): void {
    this.process.send(message);
  }

  /** Asks the process to end, and waits for it. @throws Error when it has to be killed */
  async stop(): Promise<void> {
    if (!this.running) return;
    const hard = setTimeout(() => this.process.kill('SIGKILL'), stopWithinMs);
    this.process.kill('SIGTERM');
    await this.ended;
    clearTimeout(hard);
    if (this.process.signalCode === 'SIGKILL')
      throw new Error(`${this.spec.name} did not end within ${String(stopWithinMs)} ms`);
  }

  /** kill -9, as a machine that goes away. */
  async kill(): Promise<void> {
    if (!this.running) return;
    this.process.kill('SIGKILL');
    await this.ended;
  }

  private async untilReady(): Promise<void> {
    const { name } = this.spec;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.process.kill('SIGKILL');
        reject(new Error(`${name} was not ready in time:\n${this.lines.slice(-20).join('\n')}`));
      }, readyWithinMs);
      this.process.once('message', () => {
        clearTimeout(late);
        resolve();
      });
      this.process.once('exit', () => {
        clearTimeout(late);
        reject(new Error(`${name} did not start:\n${this.lines.slice(-20).join('\n')}`));
      });
    });
  }
}

/** Where the children of all test workers are written down while they run; set by global-setup. */
const registry = () => process.env.TEST_CHILDREN;

function remember(pid: number, name: string): void {
  const folder = registry();
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, String(pid)), name);
}

function forget(pid: number): void {
  const folder = registry();
  if (folder !== undefined) rmSync(path.join(folder, String(pid)), { force: true });
}

/** Children that outlived their test: ended here, and told as the failure they are. */
export function endLeakedChildren(): readonly string[] {
  const folder = registry();
  if (folder === undefined || !existsSync(folder)) return [];
  const leaked: string[] = [];
  for (const entry of readdirSync(folder)) {
    try {
      process.kill(Number(entry), 'SIGKILL');
      leaked.push(entry);
    } catch {
      // It ended together with the worker that had started it.
    }
  }
  return leaked;
}
