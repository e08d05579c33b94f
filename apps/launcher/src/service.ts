import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readable } from './log.js';

const readyWithinMs = 60_000;
const restartAfterMs = 1_000;

/** What a service is started with. */
export interface ServiceSpec {
  readonly name: string;
  /** Its entry, compiled. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A child process that is kept running: started again when it dies, until it is told to stop. */
export class Service {
  private child: ChildProcess | undefined;
  private stopping = false;

  constructor(
    private readonly spec: ServiceSpec,
    private readonly print: (line: string) => void,
  ) {}

  /** Resolves when the service says it is ready. @throws Error when it ends before */
  async start(): Promise<void> {
    const { name, entry, env } = this.spec;
    // A group of its own: Ctrl-C is for the launcher, which stops its services in order.
    const child = spawn(process.execPath, ['--no-warnings', entry], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          this.print(readable(name, line));
        });
    }
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`${name} was not ready within 60 s.`));
      }, readyWithinMs);
      child.once('message', () => {
        clearTimeout(late);
        resolve();
      });
      child.once('exit', () => {
        clearTimeout(late);
        reject(new Error(`${name} did not start; its last lines above say why.`));
      });
    });
    child.once('exit', (code, signal) => {
      this.onExit(code, signal);
    });
  }

  /** Ends the service and waits for it. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 25_000);
    await ended;
    clearTimeout(hard);
  }

  private onExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.stopping) return;
    this.print(readable(this.spec.name, `ended (${signal ?? String(code)}), starting again`));
    setTimeout(() => {
      if (this.stopping) return;
      this.start().catch(() => {
        this.onExit(1, null);
      });
    }, restartAfterMs);
  }
}
