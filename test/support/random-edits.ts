import type { MirrorSite } from './mirror-site.js';
import type { Seeded } from './seeded.js';
import type { SimulatedDepartment, SimulatedState, SimulatedUser } from './simulator-client.js';

const words = ['Ada', 'Bo', 'Cy', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal', '王芳', '李雷'] as const;
const places = ['Works', 'Lab', 'Yard', 'Office', 'Store', 'Kitchen', '研发部', 'Mill'] as const;
/** Fewer than there are people: what one gives up another takes. */
const addresses = ['', ...Array.from({ length: 24 }, (_, n) => `box${String(n)}@example.com`)] as const;
/** What is done more often stands here more often. */
const acts = [
  ...(['join', 'join', 'join', 'join', 'join', 'edit', 'edit', 'edit', 'edit', 'move', 'move'] as const),
  ...(['leave', 'leave', 'leave', 'comeBack', 'open', 'open', 'rename', 'hang', 'close'] as const),
] as const;
const root = 1;
const deepest = 6;

/** What becomes of a DingTalk organisation in the hands of its people: edits by chance, the same ones for a seed. */
export class RandomEdits {
  private readonly leavers: SimulatedUser[] = [];
  private count = 0;

  constructor(
    private readonly site: MirrorSite,
    private readonly chance: Seeded,
  ) {}

  /** Makes one edit that DingTalk takes; what it refuses is another's turn. */
  async next(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const act = this.chance.one(acts);
      if (await this[act](await this.site.state())) return;
    }
    throw new Error('DingTalk has refused a hundred edits');
  }

  private async join({ departments }: SimulatedState): Promise<boolean> {
    const n = String((this.count += 1)).padStart(4, '0');
    return this.taken('user/create', {
      userid: `p${n}`,
      name: `${this.chance.one(words)} ${n}`,
      mobile: `1660000${n}`,
      email: this.chance.one(['', '', this.chance.one(addresses)]),
      dept_id_list: this.some(departments),
    });
  }

  private async edit({ users }: SimulatedState): Promise<boolean> {
    const { chance } = this;
    const [one, other] = [this.oneOf(users), this.oneOf(users)];
    if (!one || !other) return false;
    const n = String(chance.below(50));
    const change = chance.one([
      { name: `${chance.one(words)} ${n}` },
      { title: chance.one(['', 'Engineer', 'Cook', 'Countess']) },
      { job_number: chance.one(['', `E-${n}`]) },
      { email: chance.one(addresses) },
      one.userid === other.userid ? { title: 'Alone' } : { manager_userid: other.userid },
    ]);
    return this.taken('user/update', { userid: one.userid, ...change });
  }

  private async move({ users, departments }: SimulatedState): Promise<boolean> {
    const one = this.oneOf(users);
    if (!one) return false;
    return this.taken('user/update', { userid: one.userid, dept_id_list: this.some(departments) });
  }

  private async leave({ users }: SimulatedState): Promise<boolean> {
    const one = this.oneOf(users);
    if (!one || !(await this.taken('user/delete', { userid: one.userid }))) return false;
    this.leavers.push(one);
    return true;
  }

  private async comeBack({ departments }: SimulatedState): Promise<boolean> {
    const { userid, name, mobile } = this.leavers.shift() ?? {};
    if (userid === undefined) return false;
    return this.taken('user/create', { userid, name, mobile, dept_id_list: this.some(departments) });
  }

  private async open({ departments }: SimulatedState): Promise<boolean> {
    const above = this.oneOf(departments);
    if (!above || depthOf(above, departments) >= deepest) return false;
    return this.taken('department/create', { name: this.chance.one(places), parent_id: above.dept_id });
  }

  private async rename({ departments }: SimulatedState): Promise<boolean> {
    const one = this.oneOf(departments.filter(({ dept_id: id }) => id !== root));
    if (!one) return false;
    return this.taken('department/update', { dept_id: one.dept_id, name: this.chance.one(places) });
  }

  private async hang({ departments }: SimulatedState): Promise<boolean> {
    const one = this.oneOf(departments.filter(({ dept_id: id }) => id !== root));
    const above = this.oneOf(departments);
    if (!one || !above || wayOf(above, departments).includes(one.dept_id)) return false;
    if (one.parent_id === above.dept_id || depthOf(above, departments) >= deepest) return false;
    return this.taken('department/update', { dept_id: one.dept_id, parent_id: above.dept_id });
  }

  /** Whoever is in it goes first: DingTalk removes no department with people in it. */
  private async close({ departments, users }: SimulatedState): Promise<boolean> {
    const leaves = departments.filter(
      ({ dept_id: id }) => id !== root && !departments.some(({ parent_id: above }) => above === id),
    );
    const one = this.oneOf(leaves);
    if (!one) return false;
    for (const { userid, dept_id_list: of } of users.filter((user) =>
      user.dept_id_list.includes(one.dept_id),
    )) {
      const left = of.filter((id) => id !== one.dept_id);
      const dept_id_list = (left.length > 0 ? left : [one.parent_id]).join(',');
      if (!(await this.taken('user/update', { userid, dept_id_list }))) return false;
    }
    return this.taken('department/delete', { dept_id: one.dept_id });
  }

  private async taken(act: string, parameters: Readonly<Record<string, unknown>>): Promise<boolean> {
    return this.site.edit(act, parameters).then(
      () => true,
      () => false,
    );
  }

  private oneOf<T>(choices: readonly T[]): T | undefined {
    return choices.length === 0 ? undefined : this.chance.one(choices);
  }

  /** One department or two, for `dept_id_list`. */
  private some(departments: readonly SimulatedDepartment[]): string {
    const chosen = [this.chance.one(departments), this.chance.one(departments)];
    const ids = new Set(chosen.slice(this.chance.below(2)).map(({ dept_id: id }) => id));
    return [...ids].join(',');
  }
}

/** Its id and those above it. */
function wayOf(one: SimulatedDepartment, all: readonly SimulatedDepartment[]): readonly number[] {
  const above = all.find(({ dept_id: id }) => id === one.parent_id);
  return above ? [one.dept_id, ...wayOf(above, all)] : [one.dept_id];
}

const depthOf = (one: SimulatedDepartment, all: readonly SimulatedDepartment[]) => wayOf(one, all).length;
