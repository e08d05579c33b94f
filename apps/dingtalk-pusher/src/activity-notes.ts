import type { JsonObject } from '#common';
import type { CallObserver } from '#dingtalk';
import type { ActivityEvent } from '#provisioning';
import { activityContext } from '#store';
import type { Activity } from '#store';
import type { AppliedState } from './applied.js';
import { changedValues } from './changed-values.js';
import type { DrainScope } from './drain-scope.js';

/** What came of a change, as far as it is written down. */
export interface Noted {
  readonly event: ActivityEvent;
  readonly fields?: readonly string[];
  /** What DingTalk showed before and shows now; null: nothing. */
  readonly before?: JsonObject | null;
  readonly after?: AppliedState | null;
}

/** Collects what is written down of one Link's change: who asked, the calls, the values, how long it took. */
export class ActivityNotes {
  private readonly started = performance.now();
  private readonly calls: Activity['calls'][number][] = [];

  constructor(
    private readonly scope: DrainScope,
    private readonly askedBy: string,
  ) {}

  readonly observe: CallObserver = ({ api, code, ms, requestId }) => {
    this.calls.push({ api, code, ms, ...(requestId === undefined ? {} : { requestId }) });
  };

  activity({ event, fields = [], before = null, after }: Noted): Activity {
    const values = after === undefined ? undefined : changedValues(before, after?.fields ?? null);
    const { seal, connection } = this.scope;
    return {
      event,
      askedBy: this.askedBy,
      fields,
      calls: this.calls,
      tookMs: Math.round(performance.now() - this.started),
      ...(values ? { valuesSealed: seal(JSON.stringify(values), activityContext(connection.id)) } : {}),
    };
  }
}
