import type { JsonObject } from '#common';
import { AnswerLost, listSubDepartments, listUsersPage, Rejected } from '#dingtalk';
import type { DepartmentRead, DingTalkClient, UserRead } from '#dingtalk';
import { probe } from './doctor/probe.js';
import type { Probe } from './doctor/probe.js';
import { patiently } from './patiently.js';

/** The company itself (fact sheet 2). */
const company = 1;
/** Departments that are read at the same time; the pace decides how fast. */
const atOnce = 8;

/** A department as the list of the one above shows it. */
export type PlacedDepartment = DepartmentRead & { readonly parentId: number };

/** What is told of one department: what lies below it, and its people. */
export interface Told {
  readonly departments: (below: readonly PlacedDepartment[]) => void;
  readonly people: (members: readonly UserRead[], departmentId: number) => Promise<void>;
}

/** What is read, and how much of it. */
interface Directory {
  /** Where it begins if the app may not see the whole company. */
  readonly rootDepartmentId: number;
  /** Departments that are read at most; absent: all. */
  readonly mostDepartments?: number;
}

/**
 * Reads who and what is in DingTalk, department by department from the top: of each, what lies below it and its people
 * by the hundred.
 *
 * @returns how much was seen, or why not all was: what was told until then is true all the same
 */
export async function readDirectory(
  client: DingTalkClient,
  { rootDepartmentId, mostDepartments = Number.POSITIVE_INFINITY }: Directory,
  told: Told,
): Promise<JsonObject> {
  const whole = await probe(() => walk(client, company, mostDepartments, told));
  if (whole.kind !== 'rejected' || rootDepartmentId === company) return seen(whole, true);
  return seen(await probe(() => walk(client, rootDepartmentId, mostDepartments, told)), false);
}

interface Walked {
  readonly departments: number;
  readonly accounts: number;
  readonly unread: number;
}

async function walk(
  client: DingTalkClient,
  from: number,
  mostDepartments: number,
  told: Told,
): Promise<Walked> {
  let level: readonly number[] = [from];
  let [departments, accounts, gone] = [0, 0, 0];
  while (level.length > 0 && departments < mostDepartments) {
    const now = level.slice(0, atOnce);
    const read = await Promise.all(now.map((id) => readDepartment(client, id, told, id === from)));
    departments += now.length;
    accounts += read.reduce((sum, one) => sum + (one?.members ?? 0), 0);
    gone += read.filter((one) => one === undefined).length;
    level = [...level.slice(atOnce), ...read.flatMap((one) => one?.below ?? [])];
  }
  return { departments, accounts, unread: level.length + gone };
}

/** @returns undefined for one that went, or went out of sight, while the tree was walked */
async function readDepartment(
  client: DingTalkClient,
  id: number,
  told: Told,
  isFirst: boolean,
): Promise<{ readonly below: readonly number[]; readonly members: number } | undefined> {
  try {
    const below = await patiently(() => listSubDepartments(client, id));
    told.departments(below.map((one) => ({ ...one, parentId: id })));
    let members = 0;
    for (let cursor: number | undefined = 0; cursor !== undefined;) {
      const at: number = cursor;
      const { items, next } = await patiently(() => listUsersPage(client, id, at));
      await told.people(items, id);
      members += items.length;
      if (next !== undefined && next <= at) throw new AnswerLost('cursor-loop');
      cursor = next;
    }
    return { below: below.map(({ departmentId }) => departmentId), members };
  } catch (error) {
    const isGone = error instanceof Rejected && ['departmentNotFound', 'outOfScope'].includes(error.on);
    if (!isGone || isFirst) throw error;
    return undefined;
  }
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
