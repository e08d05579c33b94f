import { afterAll, describe, expect, it } from '@jest/globals';
import { getUser } from '#dingtalk';
import type { Store } from '#store';
import { FieldPermissions } from '../../apps/dingtalk-pusher/src/mirror/field-permissions.js';
import { learnPeople } from '../../apps/dingtalk-pusher/src/mirror/people.js';
import { MirrorRig } from '../support/mirror-rig.js';
import { openClient, startSimulator } from '../support/simulator.js';
import type { Simulator } from '../support/simulator.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let simulator: Simulator;
afterAll(() => simulator.close());
withStore(async (opened) => {
  store = opened;
  simulator = await startSimulator();
  await simulator.post('/__sim/variants', { homeSchool: true });
});

/** A mirror of an organisation with Works, a Lab in it, and one person in each. */
async function openTree() {
  const rig = await MirrorRig.open(store, simulator);
  const add = async (name: string, parent: number): Promise<number> => {
    await rig.edit('department/create', { name, parent_id: parent });
    const { departments } = await rig.truth();
    return departments.find((one) => one.name === name)!.dept_id;
  };
  const works = await add('Works', 1);
  const lab = await add('Lab', works);
  await rig.edit('user/create', {
    userid: 'bob',
    name: 'Bob',
    mobile: '13700000002',
    dept_id_list: String(works),
  });
  await rig.edit('user/create', {
    userid: 'ada',
    name: 'Ada',
    mobile: '13700000001',
    dept_id_list: String(lab),
  });
  const below = async (parent?: Awaited<ReturnType<typeof rig.of.mirrorDirectory.departments>>[number]) =>
    rig.of.mirrorDirectory.departments(parent?.id, 10);
  const tell = (departmentId: number) =>
    rig.of.mirror.hear(`about-${String(departmentId)}`, [
      { kind: 'department', externalId: String(departmentId) },
    ]);
  return { rig, add, works, lab, below, tell };
}

const counted = (rows: readonly { readonly name: string | null; readonly people: number }[]) =>
  rows.map(({ name, people }) => [name, people]);

describe('the home-school address book', () => {
  it('is skipped where a list has it, and nothing is ever asked of it', async () => {
    const { rig, below } = await openTree();
    await rig.read();
    const [root, ...others] = await below();
    expect([root?.name !== null, root?.departments, others]).toEqual([true, 1, []]);
    expect([...(await rig.shown()).keys()].sort()).toEqual(['ada', 'bob']);
    const asked = (await simulator.log(rig.app.org)).map(({ body }) => JSON.stringify(body));
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((body) => body.includes('-7'))).toEqual([]);
  });

  it('has people who are mirrored by their other departments, and not at all without any', async () => {
    const { rig, lab } = await openTree();
    await rig.read();
    const client = openClient(simulator.url, rig.app);
    const connection = await store.connections.find(rig.id);
    const { mirror, crawl } = rig.of;
    const terms = {
      connection: connection!,
      client,
      mirror,
      crawl,
      permissions: new FieldPermissions(client, []),
    };
    const ada = await getUser(client, 'ada');
    const learn = async (departmentIds: readonly number[]) => {
      const { found, absent } = await learnPeople(
        terms,
        [Object.assign({}, ada, { departmentIds })],
        'person',
      );
      return [found.map(({ known }) => known.departmentIds), absent.map(({ externalId }) => externalId)];
    };
    expect(await learn([-7, lab])).toEqual([[[lab]], []]);
    expect(await learn([-7])).toEqual([[], ['ada']]);
    // Whose departments are not told is not in a school for that.
    expect(await learn([])).toEqual([[[]], []]);
  });
});

describe('a department whose parent is not shown', () => {
  it('is shown at the top, with its people, where the app sees no more', async () => {
    const { rig, lab, below } = await openTree();
    await rig.allow({ contactScope: { departments: [lab] } });
    await rig.read();
    expect(counted(await below())).toEqual([['Lab', 1]]);
    expect([...(await rig.shown())]).toEqual([
      ['ada', expect.objectContaining({ departments: [String(lab)] })],
    ]);
    await rig.allow({ contactScope: 'all' });
    await rig.read();
    const [root, ...others] = await below();
    expect(others).toEqual([]);
    const [works] = await below(root);
    expect(counted(await below(works))).toEqual([['Lab', 1]]);
  });

  it('is shown at the top until its parent is told of, whichever of them is told first', async () => {
    const { rig, add, below, tell } = await openTree();
    await rig.read();
    const yard = await add('Yard', 1);
    const shed = await add('Shed', yard);
    await rig.edit('user/update', { userid: 'ada', dept_id_list: String(shed) });
    await rig.of.mirror.hear('ada', [{ kind: 'account', externalId: 'ada' }]);
    await tell(shed);
    await rig.settle();
    const top = counted(await below());
    expect(top).toHaveLength(2);
    expect(top).toContainEqual(['Shed', 1]);
    expect((await rig.shown()).size).toBe(2);
    await tell(yard);
    await rig.settle();
    const [root, ...others] = await below();
    expect(others).toEqual([]);
    const first = (await below(root)).find(({ name }) => name === 'Yard');
    expect(counted(await below(first))).toEqual([['Shed', 1]]);
  });
});
