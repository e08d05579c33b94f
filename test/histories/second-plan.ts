import type { Tenant, ToldLink } from '../support/bridge.js';
import type { LoggedCall } from '../support/simulator-client.js';

/** Writes of DingTalk's contacts and roles. */
const isWrite = (path: string) =>
  /\/(create|update|delete|deleterole|addrolesforemps|removerolesforemps)$|^\/role\//.test(path);

/** What says whom or what a call is about, not what it writes there. */
const subjects = ['userid', 'dept_id', 'role_id', 'roleId'];

/** A Link that has to try again after so many looks never comes to an end. */
const mostLooks = 4;

/**
 * Looks at everything once more, and tells what was written although nothing was left to do. Whoever waits for room
 * asks for it in turn, one at a time: that his account was there before is found out only then, be it by this look.
 * What comes of that, or of a Link that had to try again, is none of a second plan: the next look is judged instead.
 */
export async function faultsOfSecondPlan(
  tenant: Pick<Tenant, 'links' | 'mark' | 'calls'>,
  lookAtAll: () => Promise<void>,
): Promise<readonly string[]> {
  for (let looks = 1; ; looks += 1) {
    const before = await tenant.links();
    const since = await tenant.mark();
    await lookAtAll();
    // Who is blocked by what only DingTalk knows may ask again, and be refused again.
    const written = (await tenant.calls(undefined, since)).filter(
      ({ path, errcode }) => isWrite(path) && errcode === '0',
    );
    const after = await tenant.links();
    const isUnfinished = looks < mostLooks && before.some(({ outcome }) => outcome === 'retry');
    const leadsOn = isUnfinished || isFoundAtTheGate(before, after);
    if (!leadsOn || written.some(({ path }) => path.endsWith('/user/create')))
      return written.map((call) => faultOf(call, before, after));
  }
}

/** Whether somebody who waited for room turned out to be there. */
function isFoundAtTheGate(before: readonly ToldLink[], after: readonly ToldLink[]): boolean {
  const waited = before.filter(({ reason }) => reason === 'headcount').map(({ resourceId }) => resourceId);
  return after.some(({ resourceId, presence }) => presence === 'present' && waited.includes(resourceId));
}

/** Which fields a call wrote, never their values, and how its Link stood before. */
function faultOf(
  { path, errcode, body = {} }: LoggedCall,
  before: readonly ToldLink[],
  after: readonly ToldLink[],
): string {
  const ids = subjects.flatMap((name) => (name in body ? [String(body[name])] : []));
  const fields = Object.keys(body).filter((name) => !subjects.includes(name));
  const known = after.find(({ externalId }) => externalId !== null && ids.includes(externalId));
  const link = before.find(
    ({ externalId, resourceId }) =>
      (externalId !== null && ids.includes(externalId)) ||
      (resourceId !== null && resourceId === known?.resourceId),
  );
  const stood = link
    ? [link.kind, link.presence, link.outcome, link.reason].filter((word) => word !== null).join(' ')
    : 'not linked';
  return `a second plan calls ${path} (${errcode}) with ${fields.join(', ') || 'nothing'}; before: ${stood}`;
}
