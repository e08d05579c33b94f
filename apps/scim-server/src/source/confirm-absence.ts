import { randomUUID } from 'node:crypto';
import { readRecord, Seen } from '#provisioning';
import type { ResourceId } from '#common';
import type { ResourceType } from '#scim';
import { readOne, RemoteFailure } from '#scim-client';
import type { RemoteScim } from '#scim-client';
import type { KnownRecord, SourceNote } from '#store';
import type { PullRun } from './pull-run.js';
import { takeRecords } from './take-records.js';

/** After so many of them one after the other, the server is not asked for the rest. */
const maxFailures = 3;

/** Asks a Source for whoever was on none of its pages, each by its id. Any answer but 404 keeps it. */
export class ConfirmAbsence {
  private failures = 0;
  private unknown: string | undefined;

  /** @param met some who were on a page: a server that does not tell them one by one says 404 of everybody */
  constructor(
    private readonly run: PullRun,
    private readonly remote: RemoteScim,
    private readonly type: ResourceType,
    private readonly met: readonly KnownRecord[],
  ) {}

  /** To be called before anybody is confirmed. */
  async hearWitnesses(): Promise<void> {
    const { run, remote, type } = this;
    for (const { sourceId } of this.met) {
      run.demandHeld();
      const answer = await told(readOne(remote, type, sourceId));
      if (answer === 'gone') this.unknown = 'unwitnessed';
      else this.unknown = answer instanceof RemoteFailure ? answer.code : undefined;
      if (this.unknown === undefined) return;
    }
  }

  async confirm(suspects: readonly KnownRecord[]): Promise<void> {
    const { run, remote, type } = this;
    run.progress.state = 'confirming';
    for (const suspect of suspects) {
      run.demandHeld();
      const asked = this.failures < maxFailures && this.unknown === undefined;
      const answer = asked ? await told(readOne(remote, type, suspect.sourceId)) : undefined;
      if (answer === undefined) await this.note(suspect, this.unknown ?? 'notAsked');
      else if (answer instanceof RemoteFailure) {
        run.demandHeld();
        this.failures += 1;
        await this.note(suspect, answer.code);
      } else {
        this.failures = 0;
        if (answer === 'gone') await this.remove(suspect);
        else await this.keep(answer);
      }
    }
  }

  /** It has moved from page to page while we read. */
  private async keep(found: Parameters<typeof readRecord>[1]): Promise<void> {
    const { run, type } = this;
    const record = readRecord(type, found, run.settings.memberships);
    if (record) await takeRecords(run, [record], new Seen());
  }

  private async remove({ sourceId, resourceId }: KnownRecord): Promise<void> {
    const { run, type } = this;
    const target = { type, sourceId, known: resourceId !== null, fingerprint: null, content: null };
    const id = resourceId ?? (randomUUID() as ResourceId);
    const staged = await run.pulled.stage(run.id, [{ ...target, what: 'remove', resourceId: id }]);
    run.progress.toChange += staged.size;
  }

  private async note({ sourceId }: KnownRecord, detail: string): Promise<void> {
    const { run, type } = this;
    const note: SourceNote = { type, sourceId, what: 'unconfirmed', detail };
    await run.pulled.note(run.id, [note]);
  }
}

const told = <T>(answer: Promise<T>): Promise<T | RemoteFailure> =>
  answer.catch((error: unknown) => {
    if (error instanceof RemoteFailure) return error;
    throw error;
  });
