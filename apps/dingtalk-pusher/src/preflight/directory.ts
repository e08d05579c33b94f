import type { JsonObject } from '#common';
import { listSubDepartments, listUsers } from '#dingtalk';
import type { DepartmentRead, DingTalkClient, UserRead } from '#dingtalk';
import { probe } from '../doctor/probe.js';
import type { Probe } from '../doctor/probe.js';

/** The company itself (fact sheet 2). */
const company = 1;
/** Departments that are read at most: two calls each, at 20 a second and API somewhat under two minutes. */
const mostDepartments = 2_000;
/** Departments that are read at the same time; the pace decides how fast. */
const atOnce = 8;

/** What is told of one department. */
interface Told {
  readonly departments: (below: readonly DepartmentRead[], parentId: number) => void;
  readonly people: (members: readonly UserRead[]) => Promise<void>;
}

/**
 * Reads who and what is in DingTalk, department by department from the top.
 *
 * @param rootDepartmentId where it begins if the app may not see the whole company
 * @returns how much was seen, or why not all was: what was told until then is true all the same
 */
export async function readDirectory(
  client: DingTalkClient,
  rootDepartmentId: number,
  told: Told,
): Promise<JsonObject> {
  const whole = await probe(() => walk(client, company, told));
  if (whole.kind !== 'rejected' || rootDepartmentId === company) return seen(whole, true);
  return seen(await probe(() => walk(client, rootDepartmentId, told)), false);
}

interface Walked {
  readonly departments: number;
  readonly accounts: number;
  readonly unread: number;
}

async function walk(client: DingTalkClient, from: number, told: Told): Promise<Walked> {
  let level: readonly number[] = [from];
  let [departments, accounts] = [0, 0];
  while (level.length > 0 && departments < mostDepartments) {
    const now = level.slice(0, atOnce);
    const read = await Promise.all(now.map((id) => readDepartment(client, id, told)));
    departments += now.length;
    accounts += read.reduce((sum, { members }) => sum + members, 0);
    level = [...level.slice(atOnce), ...read.flatMap(({ below }) => below)];
  }
  return { departments, accounts, unread: level.length };
}

async function readDepartment(
  client: DingTalkClient,
  id: number,
  told: Told,
): Promise<{ readonly below: readonly number[]; readonly members: number }> {
  const below = await listSubDepartments(client, id);
  told.departments(below, id);
  const members: UserRead[] = [];
  for await (const member of listUsers(client, id)) members.push(member);
  await told.people(members);
  return { below: below.map(({ departmentId }) => departmentId), members: members.length };
}

/** @param whole whether the walk began at the company itself */
function seen(walked: Probe<Walked>, whole: boolean): JsonObject {
  switch (walked.kind) {
    case 'done': {
      const { departments, accounts, unread } = walked.value;
      return { kind: 'read', departments, accounts, whole: whole && unread === 0 };
    }
    case 'missing':
      return {
        kind: 'unknown',
        why: 'noPermission',
        ...(walked.scope === undefined ? {} : { scope: walked.scope }),
      };
    case 'rejected':
    case 'quota':
      return { kind: 'unknown', why: 'refused', code: walked.code };
    case 'fatal':
      return { kind: 'unknown', why: 'appRefused' };
    case 'unreachable':
      return { kind: 'unknown', why: 'unreachable' };
    case 'unknown':
      return { kind: 'unknown', why: walked.why };
  }
}
