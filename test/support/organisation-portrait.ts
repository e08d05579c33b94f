import type { SimulatedDepartment, SimulatedState } from './simulator-client.js';

/** A person as others know him, without any id: two organisations have ids of their own. */
interface Portrayed {
  readonly name: string;
  readonly title: string;
  readonly jobNumber: string;
  readonly email: string;
  /** His mobile; null where he has none, or one who is not there any more. */
  readonly manager: string | null;
  /** Ways to his departments. */
  readonly departments: readonly string[];
}

/** What two DingTalk organisations have in common when one is the image of the other. */
export interface Portrait {
  readonly departments: readonly string[];
  /** By mobile. */
  readonly people: Readonly<Record<string, Portrayed>>;
}

/**
 * An organisation, as the simulator itself tells it. Whoever mirrors one hangs its root below the root of the other:
 * ways begin with `top`.
 */
export function portraitOf({ departments, users }: SimulatedState, top: readonly string[]): Portrait {
  const byId = new Map(departments.map((one) => [one.dept_id, one]));
  const wayTo = (id: number): readonly string[] => {
    const { name, parent_id: above } = byId.get(id) as SimulatedDepartment;
    return above === undefined ? top : [...wayTo(above), name];
  };
  const told = (id: number) => wayTo(id).join(' / ');
  const mobiles = new Map(users.map(({ userid, mobile }) => [userid, mobile]));
  const people = users.map((user): readonly [string, Portrayed] => [
    user.mobile,
    {
      name: user.name,
      title: user.title,
      jobNumber: user.job_number,
      email: user.email,
      manager: mobiles.get(user.manager_userid ?? '') ?? null,
      departments: user.dept_id_list.map(told).sort(),
    },
  ]);
  return {
    departments: departments.map(({ dept_id: id }) => told(id)).sort(),
    people: Object.fromEntries([...people].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
