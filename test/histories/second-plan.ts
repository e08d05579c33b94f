import type { ToldLink } from '../support/bridge.js';
import type { LoggedCall } from '../support/clients.js';

/** Writes of DingTalk's contacts and roles. */
const isWrite = (path: string) =>
  /\/(create|update|delete|deleterole|addrolesforemps|removerolesforemps)$|^\/role\//.test(path);

/** What says whom or what a call is about, not what it writes there. */
const subjects = ['userid', 'dept_id', 'role_id', 'roleId'];

/**
 * What was written when everything was looked at once more, although nothing was left to do: which fields, never
 * their values, and how the Link stood before.
 */
export function faultsOfSecondPlan(
  links: readonly ToldLink[],
  calls: readonly LoggedCall[],
): readonly string[] {
  // Who is blocked by what only DingTalk knows may ask again, and be refused again.
  const written = calls.filter(({ path, errcode }) => isWrite(path) && errcode === '0');
  return written.map(({ path, errcode, body = {} }) => {
    const ids = subjects.flatMap((name) => (name in body ? [String(body[name])] : []));
    const link = links.find(({ externalId }) => externalId !== null && ids.includes(externalId));
    const fields = Object.keys(body).filter((name) => !subjects.includes(name));
    const stood = link
      ? [link.kind, link.presence, link.outcome, link.reason].filter((word) => word !== null).join(' ')
      : 'not linked';
    return `a second plan calls ${path} (${errcode}) with ${fields.join(', ') || 'nothing'}; before: ${stood}`;
  });
}
