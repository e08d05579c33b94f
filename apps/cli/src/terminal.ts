import { readAccess } from './access.js';
import type { Access } from './access.js';
import { AdminApi, AdminApiError } from './admin-api.js';

/** Text for the terminal, and how the command ends. */
export interface Report {
  readonly text: string;
  readonly code: 0 | 1;
}

/** A running bridge, as its administrator meets it. */
export interface Bridge {
  readonly api: AdminApi;
  readonly access: Access;
}

/** Where a command's answer goes. */
export class Terminal {
  constructor(private readonly env: Readonly<Record<string, string | undefined>>) {}

  /** Prints what comes of it as JSON; ends with 1 where it fails. */
  async json(work: (bridge: Bridge) => Promise<unknown>): Promise<void> {
    await this.told(1, async (bridge) => ({
      text: JSON.stringify((await work(bridge)) ?? {}, null, 2),
      code: 0,
    }));
  }

  /** Prints a report, which says how the command ends; ends with 2 where there is none: that is neither 0 nor 1. */
  async report(work: (bridge: Bridge) => Promise<Report>): Promise<void> {
    await this.told(2, work);
  }

  complain(text: string, code: number): void {
    process.stderr.write(`${text.trimEnd()}\n`);
    process.exitCode = code;
  }

  private async told(whenFailed: number, work: (bridge: Bridge) => Promise<Report>): Promise<void> {
    const access = readAccess(this.env);
    if (!access) {
      this.complain(
        'No bridge is known here: start one with npm start, or set BRIDGE_URL and BRIDGE_PASSWORD.',
        whenFailed,
      );
      return;
    }
    try {
      const { text, code } = await work({ api: new AdminApi(access), access });
      process.stdout.write(`${text}\n`);
      process.exitCode = code;
    } catch (error) {
      if (!(error instanceof AdminApiError)) throw error;
      this.complain(error.message, whenFailed);
    }
  }
}
