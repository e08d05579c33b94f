import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#embedded-postgres';
import { eventually } from './eventually.js';

const entry = path.resolve(import.meta.dirname, '../../apps/launcher/src/main.js');

/** What a start writes down for scripts, as far as tests look. */
export interface Demo {
  readonly scimUrl: string;
  readonly scimToken: string;
  readonly mirror: { readonly connectionId: string; readonly scimToken: string };
  readonly simulatorUrl: string;
  readonly pid: number;
}

/** One start of the bridge. */
export interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly text: () => string;
}

/** Somebody's machine, on which the bridge is started, stopped and killed: one DATA_DIR, three ports in a row. */
export class LauncherSite {
  private readonly launched: Launched[] = [];

  private constructor(
    readonly home: string,
    readonly port: number,
  ) {}

  static async open(): Promise<LauncherSite> {
    const home = mkdtempSync(path.join(tmpdir(), 'bridge-launcher-'));
    chmodSync(home, 0o755);
    return new LauncherSite(home, await threeFreePorts());
  }

  /** `npm start`, with more environment. */
  launch(env: Readonly<Record<string, string>> = {}): Launched {
    const child = fork(entry, {
      env: { ...process.env, DATA_DIR: this.home, PORT: String(this.port), ...env },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const one = { child, ended, text: () => text };
    this.launched.push(one);
    return one;
  }

  /** The bridge as it runs; started where it does not. */
  async running(): Promise<Launched & { readonly demo: Demo }> {
    const one = this.launched.find(isRunning) ?? this.launch();
    return { ...one, demo: await this.ready(one) };
  }

  /** Waits until a start tells that everything is there. */
  async ready({ child, text }: Launched): Promise<Demo> {
    await eventually(
      'the bridge is ready',
      () => {
        if (child.exitCode !== null) throw new Error(text());
        return text().includes('Ctrl-C stops everything');
      },
      120_000,
    );
    return JSON.parse(readFileSync(path.join(this.home, 'demo.json'), 'utf8')) as Demo;
  }

  /** Processes of this bridge: those that have its DATA_DIR in their environment, and its PostgreSQL. */
  processes(): readonly { readonly pid: number; readonly command: string }[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ');
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        const ours = environment.includes(`DATA_DIR=${this.home}`) || command.includes(`-D ${this.home}/`);
        return ours && Number(name) !== process.pid ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
  }

  /** The launcher and its services. */
  services(): readonly { readonly pid: number; readonly command: string }[] {
    return this.processes().filter(({ command }) => command.includes('/src/main.js'));
  }

  postgres(): readonly { readonly pid: number }[] {
    return this.processes().filter(({ command }) => command.includes('/bin/postgres'));
  }

  /** Stops whatever was started and still runs. */
  async stop(): Promise<void> {
    for (const { child, ended } of this.launched.splice(0).filter(isRunning)) {
      child.kill('SIGTERM');
      await ended;
    }
  }

  /** Leaves nothing behind, whatever has become of the bridge. */
  async close(): Promise<void> {
    await this.stop();
    for (const { pid } of this.postgres()) process.kill(pid, 'SIGKILL');
    await eventually('PostgreSQL is gone', () => this.postgres().length === 0);
    rmSync(this.home, { recursive: true, force: true });
  }
}

const isRunning = ({ child }: Launched) => child.exitCode === null && child.signalCode === null;

/** Somebody else on a port; undefined where there is somebody already. */
export async function listening(at: number): Promise<Server | undefined> {
  const server = createServer();
  server.listen(at, '127.0.0.1');
  return once(server, 'listening').then(
    () => server,
    () => undefined,
  );
}

export async function closed(server: Server | undefined): Promise<void> {
  if (!server) return;
  server.close();
  await once(server, 'close');
}

async function threeFreePorts(): Promise<number> {
  return eventually('three free ports in a row', async () => {
    const first = await freePort();
    const three = await Promise.all([0, 1, 2].map((next) => listening(first + next)));
    await Promise.all(three.map(closed));
    return three.includes(undefined) || first > 60_000 ? undefined : first;
  });
}
