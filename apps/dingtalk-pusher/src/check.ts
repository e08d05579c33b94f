import type { JsonObject } from '#common';
import {
  AppRefused,
  CapabilityRefused,
  deleteUser,
  getUser,
  listSubDepartments,
  PaceExhausted,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Connection } from '#store';

/** One thing that must be so before a connection can work. */
interface Step {
  readonly step: string;
  readonly try: () => Promise<unknown>;
}

/**
 * Checks a connection's app without writing anything: its credentials and address, and each permission point
 * that pushing needs. DingTalk looks at permissions before it looks for the person, so asking for, or removing,
 * somebody who cannot exist tells whether it would be allowed.
 *
 * @returns `{ok, steps: [{step, ok, code?, scope?}]}`
 */
export async function checkConnection(client: DingTalkClient, connection: Connection): Promise<JsonObject> {
  const nobody = `${connection.stamp}-check`;
  const { rootDepartmentId } = connection.settings;
  const steps: readonly Step[] = [
    { step: 'departments', try: () => listSubDepartments(client, rootDepartmentId) },
    { step: 'people', try: () => getUser(client, nobody) },
    { step: 'writing', try: () => deleteUser(client, nobody) },
  ];
  const told: JsonObject[] = [];
  for (const { step, try: attempt } of steps) {
    const outcome = await tell(attempt);
    told.push({ step, ...outcome });
    // Without a token nothing else can be told.
    if (outcome.fatal) break;
  }
  return { ok: told.every(({ ok }) => ok === true), steps: told };
}

async function tell(attempt: () => Promise<unknown>): Promise<Readonly<Record<string, string | boolean>>> {
  try {
    await attempt();
    return { ok: true };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { ok: true };
    if (error instanceof CapabilityRefused) {
      return { ok: false, code: error.code, ...(error.scope === undefined ? {} : { scope: error.scope }) };
    }
    if (error instanceof AppRefused)
      return { ok: false, code: error.code, reason: error.reason, fatal: true };
    if (error instanceof Rejected || error instanceof Throttled) return { ok: false, code: error.code };
    if (error instanceof Unreachable)
      return { ok: false, code: error.code, reason: 'unreachable', fatal: true };
    if (error instanceof PaceExhausted) return { ok: false, reason: 'busy' };
    return { ok: false, reason: 'unknown' };
  }
}
