import { afterAll, describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { MirrorRig } from '../support/mirror-rig.js';
import { seeded } from '../support/seeded.js';
import type { Seeded } from '../support/seeded.js';
import { startSimulator } from '../support/simulator.js';
import type { Simulator } from '../support/simulator.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let simulator: Simulator;
afterAll(() => simulator.close());
withStore(async (opened) => {
  store = opened;
  simulator = await startSimulator();
});

const readings = 3;
/** More than a page in each of the departments. */
const size = { people: 230, departments: 2 };

/** People come, go and move while they are read, and some of what DingTalk tells of it gets lost. */
class Unrest {
  /** Who was never sent away. */
  readonly stayers: Set<string>;
  private readonly untold: string[] = [];
  private events = 0;

  constructor(
    private readonly rig: MirrorRig,
    private readonly chance: Seeded,
    private readonly departments: readonly number[],
    userIds: readonly string[],
  ) {
    this.stayers = new Set(userIds);
  }

  /** Something happens, as often as not; and now and then the app may read less. */
  async strike(): Promise<void> {
    const { chance, rig } = this;
    if (chance.below(2) === 0) await this.edit();
    if (chance.below(6) === 0) await rig.allow({ fields: [] });
    if (chance.below(6) === 0)
      await rig.allow({ contactScope: { departments: [chance.one(this.departments)] } });
  }

  /** What was done is told in any order: some of it never, some twice. */
  async tell(): Promise<void> {
    const { chance } = this;
    while (this.untold.length > 0) {
      const [userId = ''] = this.untold.splice(chance.below(this.untold.length), 1);
      const fate = chance.below(10);
      const eventId = `e${String((this.events += 1))}`;
      const subjects = [{ kind: 'account', externalId: userId }] as const;
      for (let times = fate === 0 ? 0 : fate === 1 ? 2 : 1; times > 0; times -= 1)
        await this.rig.of.mirror.hear(eventId, subjects);
    }
  }

  private async edit(): Promise<void> {
    const { chance, rig, departments } = this;
    const userid = chance.one([...this.stayers]);
    const place = String(chance.one(departments));
    const what = chance.below(4);
    if (what === 0) {
      if (await rig.edit('user/delete', { userid })) this.stayers.delete(userid);
    } else if (what === 1) await rig.edit('user/update', { userid, name: `New ${userid}` });
    else await rig.edit('user/update', { userid, dept_id_list: place });
    this.untold.push(userid);
  }
}

describe('readings while pushers die, people move, events get lost and permissions go', () => {
  it.each([1, 2].map((base) => Number(process.env.PROPERTY_SEED ?? 0) + base))(
    'lose nobody and blank nothing, and end in what DingTalk shows (seed %i)',
    async (seed) => {
      const chance = seeded(seed);
      const rig = await MirrorRig.open(store, simulator);
      await simulator.post('/__sim/large-company', { org: rig.app.org, ...size });
      await rig.read();
      const before = await rig.shown();
      expect(before.size).toBe(size.people);
      const { departments } = await rig.truth();
      const unrest = new Unrest(
        rig,
        chance,
        departments.map(({ dept_id: id }) => id),
        [...before.keys()],
      );

      for (let n = 0; n < readings; n += 1) {
        await rig.read({
          lives: () => (chance.below(3) === 0 ? undefined : 1 + chance.below(6)),
          committed: () => unrest.strike(),
          turn: async () => {
            const shown = await rig.shown();
            expect([...unrest.stayers].filter((userId) => !shown.has(userId))).toEqual([]);
            const blanked = [...shown].filter(([userId, { email, mobile }]) => {
              const was = before.get(userId);
              return email !== was?.email || mobile !== was.mobile;
            });
            expect(blanked).toEqual([]);
            await unrest.tell();
          },
        });
        await rig.allow({ fields: ['fieldMobile', 'fieldEmail'], contactScope: 'all' });
      }

      await rig.read({ committed: () => Promise.resolve() });
      const { users } = await rig.truth();
      const truth = users.map(({ userid, name, dept_id_list: of }) => [userid, name, of.map(String).sort()]);
      const shown = [...(await rig.shown())].map(([userid, { name, departments: of }]) => [userid, name, of]);
      expect(shown.sort()).toEqual(truth.sort());
    },
  );
});
