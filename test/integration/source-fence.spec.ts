import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import type { ScimBody } from '#scim';
import { LeaseLost } from '#store';
import type { ConnectionStore, RunEnd, Store, TokenOwner } from '#store';
import { GroupsService } from '../../apps/scim-server/src/scim/groups.service.js';
import { UsersService } from '../../apps/scim-server/src/scim/users.service.js';
import { person, team } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { Gate } from '../support/gate.js';
import { deafBells, pullOf, SourceRig } from '../support/source-rig.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
}, 60_000);

const tables = [
  ...['resource', 'membership', 'link', 'run', 'source', 'source_run'],
  ...['source_record', 'source_member', 'source_change', 'source_note', 'source_page'],
];
const leaseMs = 60_000;
const record = { sourceId: 'new', resourceId: null, fingerprint: 'f', managerId: null, blocked: 'invalid' };
const target = { type: 'User', known: false, fingerprint: 'f', content: null } as const;
const staged = {
  ...target,
  sourceId: 'staged',
  what: 'write',
  resourceId: randomUUID() as ResourceId,
} as const;
const endOf = (claimedAt: Date): RunEnd => ({
  state: 'done',
  reading: 'full',
  nextAt: null,
  claimedAt,
  asked: null,
  since: {},
  unreliable: false,
  readFrom: 'http://elsewhere',
  pages: { shape: 's', tags: [] },
  tagsUnreliable: true,
});

/** A Source of two people and a Group, read and claimed again: a run is under way and has staged somebody. */
async function scene() {
  const rig = await SourceRig.open(store);
  for (const id of ['p1', 'p2']) rig.remote.putUser(id, person());
  rig.remote.putGroup('g', 'Deck', ['p1']);
  expect(await rig.read()).toMatchObject({ state: 'done', changed: 3 });
  const claim = async () => {
    const { epoch, now } = (await store.sources.claim(rig.id, leaseMs))!;
    return { epoch, now, own: store.holding({ connectionId: rig.id, epoch }) };
  };
  await rig.ask();
  const held = await claim();
  const run = randomUUID();
  const { pulled } = held.own.of(rig.id);
  await pulled.beginRun({ id: run, askedBy: 'admin:test', reading: 'full' });
  await pulled.stage(run, [staged]);
  const known = await pulled.walk('User', 0, 10);
  const [group] = await pulled.walk('Group', 0, 10);
  const shown = () => Promise.all(tables.map((table) => rig.rows(table)));
  return {
    rig,
    claim,
    held,
    run,
    users: known.map((one) => one.resourceId!),
    group: group!.resourceId!,
    shown,
  };
}
type Scene = Awaited<ReturnType<typeof scene>>;

interface Writer {
  readonly of: ConnectionStore;
  readonly users: UsersService;
  readonly groups: GroupsService;
  readonly owner: TokenOwner;
}

/** Every way in which a run writes. */
const ways: readonly (readonly [string, (writer: Writer, scene: Scene) => Promise<unknown>])[] = [
  ['begins', ({ of }) => of.pulled.beginRun({ id: randomUUID(), askedBy: 'schedule', reading: 'full' })],
  ['ends one that was left', ({ of }, { run }) => of.pulled.failRun(run, 'interrupted')],
  [
    'notes',
    ({ of }, { run }) =>
      of.pulled.note(run, [{ type: 'User', sourceId: 'p1', what: 'missing', detail: null }]),
  ],
  ['stages', ({ of }, { run }) => of.pulled.stage(run, [{ ...staged, sourceId: 'another' }])],
  ['begins to stage anew', ({ of }) => of.pulled.unstage()],
  ['puts off', ({ of }, { run }) => of.pulled.defer(run, 'User', ['staged'], 1)],
  ['settles Users', ({ of }, { run }) => of.pulled.settleUsers(run, [{ ...record, groups: ['g'] }])],
  ['settles a Group', ({ of }, { run }) => of.pulled.settleGroup(run, record, [{ id: 'p2' }])],
  ['forgets a record', ({ of }) => of.pulled.forget('User', 'p1')],
  [
    'finishes',
    ({ of }, { run, held: { epoch, now } }) => of.pulled.finishRun({ runId: run, epoch }, endOf(now)),
  ],
  ['creates a User', ({ users, owner }) => users.create(owner, person())],
  [
    'creates many Users',
    ({ users, owner }) =>
      users.createMany(owner, [{ id: randomUUID() as ResourceId, body: person() as ScimBody }], {
        allOrNone: false,
      }),
  ],
  ['replaces a User', ({ users, owner }, { users: [id] }) => users.replace(owner, id, person())],
  ['patches a User', ({ users, owner }, { users: [id] }) => users.patch(owner, id, titled('Captain'))],
  ['deletes a User', ({ users, owner }, { users: [id] }) => users.delete(owner, id)],
  ['creates a Group', ({ groups, owner }) => groups.create(owner, team('Engine'))],
  ['replaces a Group', ({ groups, owner }, { group }) => groups.replace(owner, group, team('Engine'))],
  [
    'edits members',
    ({ of }, { group, users }) =>
      of.resources.editGroup(group, () => Promise.resolve({ members: { add: users, remove: [] } })),
  ],
  ['deletes a Group', ({ groups, owner }, { group }) => groups.delete(owner, group)],
  ['begins a Run', ({ of }) => of.runs.begin('pull', 'source:x')],
];

const titled = (value: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'title', value }],
});

async function writerOf({ rig, held }: Scene): Promise<Writer> {
  const connection = (await store.connections.find(rig.id))!;
  const { id, stamp, direction } = connection;
  const owner = { id, stamp, direction, askedBy: 'source:x', sourceUrl: rig.remote.url, unpagedLists: false };
  const bells = deafBells();
  return {
    of: held.own.of(id, owner.askedBy),
    users: new UsersService(held.own, bells),
    groups: new GroupsService(held.own, bells),
    owner,
  };
}

describe('a run that has lost its Source', () => {
  // One for all: as long as none of them writes, it stays as it is.
  let lost: Scene;
  beforeAll(async () => {
    lost = await scene();
    await lost.rig.expire();
    await lost.claim();
  });

  it.each(ways)('writes nothing where it %s; one that holds it does', async (_way, write) => {
    const before = await lost.shown();
    await expect(write(await writerOf(lost), lost)).rejects.toBeInstanceOf(LeaseLost);
    expect(await lost.shown()).toEqual(before);

    const held = await scene();
    const shown = await held.shown();
    await write(await writerOf(held), held);
    expect(await held.shown()).not.toEqual(shown);
  });

  it('writes nothing where there is no Source any more, and nobody goes on with it', async () => {
    const own = await scene();
    const { of, users, owner } = await writerOf(own);
    const plan = await of.runs.begin('pull', owner.askedBy);
    expect(await store.sources.remove(own.rig.id)).toBe(true);
    await expect(users.create(owner, person())).rejects.toBeInstanceOf(LeaseLost);
    await expect(of.pulled.forget('User', 'p1')).rejects.toBeInstanceOf(LeaseLost);
    expect(await own.rig.lastRun()).toMatchObject({ id: own.run, state: 'cancelled' });
    expect(await store.of(own.rig.id).runs.read(plan)).toMatchObject({ state: 'planning' });
    await own.rig.save();
    expect(await own.rig.read()).toMatchObject({ state: 'done', reading: 'full', changed: 0, deleted: 0 });
  });

  it('is ended by another where somebody has cancelled it: what it wrote is planned', async () => {
    const own = await scene();
    const { of } = await writerOf(own);
    const plan = await of.runs.begin('pull', `source:${own.run}`);
    await store.sources.cancel(own.rig.id, own.run);
    await own.rig.expire();
    await pullOf(store).run(own.rig.id);
    expect(await own.rig.lastRun()).toMatchObject({ id: own.run, state: 'cancelled' });
    expect(await store.of(own.rig.id).runs.read(plan)).toMatchObject({ state: 'planning' });
  });

  it('ends where it stands when another has taken it over while it waited for a page', async () => {
    const own = await scene();
    await own.rig.expire();
    const { rig } = own;
    const gate = new Gate();
    rig.remote.putUser('p3', person());
    rig.remote.habits.intercept = (request, response) => {
      if (!(request.url ?? '').includes('/Users?')) return false;
      delete rig.remote.habits.intercept;
      void gate.pass().then(() => {
        const page = { totalResults: 3, Resources: [...rig.remote.users.values()] };
        response.end(JSON.stringify(page));
      });
      return true;
    };
    const reading = pullOf(store).run(rig.id);
    await gate.arrived(1);
    await rig.expire();
    await own.claim();
    const before = await own.shown();
    gate.open();
    expect(await reading).toBeUndefined();
    expect(await own.shown()).toEqual(before);
  });
});

describe('whoever claims a Source', () => {
  it('waits for the end of what its holder has begun to write, and lets nothing begin after that', async () => {
    const own = await scene();
    const { of, owner, users } = await writerOf(own);
    await own.rig.expire();
    const gate = new Gate();
    const edit = of.resources.editGroup(own.group, async () => {
      await gate.pass();
      return { members: { add: own.users, remove: [] } };
    });
    await gate.arrived(1);
    let claimed = false;
    const claim = own.claim().then((held) => {
      claimed = true;
      return held;
    });
    await eventually('the claim waits', async () => {
      const [row] = await store.database.orm.query<{ n: number }[]>(
        `select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
         where not l.granted and a.datname = current_database()`,
      );
      return (row?.n ?? 0) > 0;
    });
    expect(claimed).toBe(false);
    gate.open();
    await edit;
    expect((await claim).epoch).toBeGreaterThan(own.held.epoch);
    expect(await own.rig.rows('membership')).toHaveLength(2);
    await expect(users.delete(owner, own.users[0])).rejects.toBeInstanceOf(LeaseLost);
  });
});
