import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ResourceId } from '#common';
import { blocked, converged, presenceKey, waiting } from '#provisioning';
import type { ClaimedLink } from '#store';
import { createConnection } from '../builders/connection.js';
import { workedLinks } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, company, addPerson, claimAll, claimOne, linkOf, finish } = workedLinks();

const group = (displayName: string) => ({ body: { displayName }, keys: {}, lane: 'departments' as const });

describe('a wake-up', () => {
  it('reaches whoever parked before', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const held = await claimOne(at);
    const ada = await addPerson(at);
    await finish(at, await claimOne(at), waiting('none', 'manager', presenceKey(boss)));
    expect((await linkOf(ada)).due).toBe(false);
    expect(await finish(at, held, converged('present'), { gained: [presenceKey(boss)] })).toEqual(['people']);
    expect((await linkOf(ada)).due).toBe(true);
  });

  it('is not needed by whoever parks after', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const held = await claimOne(at);
    const ada = await addPerson(at);
    const waiter = await claimOne(at);
    await finish(at, held, converged('present'), { gained: [presenceKey(boss)] });
    await finish(at, waiter, waiting('none', 'manager', presenceKey(boss)));
    expect((await linkOf(ada)).due).toBe(true);
  });

  it('is never lost between parking and gaining, in whatever order they meet', async () => {
    const at = await company();
    for (let round = 0; round < 200; round += 1) {
      const boss = await addPerson(at);
      const held = await claimOne(at);
      const ada = await addPerson(at);
      const waiter = await claimOne(at);
      const key = presenceKey(boss);
      const park = () => finish(at, waiter, waiting('none', 'manager', key));
      const gain = () => finish(at, held, converged('present'), { gained: [key] });
      await Promise.all(round % 2 === 0 ? [park(), gain()] : [gain(), park()]);
      expect([round, (await linkOf(ada)).due]).toEqual([round, true]);
      await finish(at, await claimOne(at), converged('present'));
    }
  });

  it('is never lost between blocking on a value and its release', async () => {
    const at = await company();
    for (let round = 0; round < 100; round += 1) {
      const key = `mobile:${String(round)}`;
      await addPerson(at);
      const holder = await claimOne(at);
      const second = await addPerson(at);
      const rival = await claimOne(at);
      expect((await at.links.begin({ id: holder.id, epoch: holder.epoch, keys: [key] })).kind).toBe('begun');
      expect(await at.links.begin({ id: rival.id, epoch: rival.epoch, keys: [key] })).toEqual({
        kind: 'taken',
        key,
        letGo: false,
      });
      const block = () => finish(at, rival, blocked('none', 'mobileTaken', key));
      const release = () => finish(at, holder, converged('gone'), { keep: [] });
      await Promise.all(round % 2 === 0 ? [block(), release()] : [release(), block()]);
      expect([round, (await linkOf(second)).due]).toEqual([round, true]);
      await finish(at, await claimOne(at), converged('present'));
    }
  });
});

describe('a gate', () => {
  it('lets one find out when its rest is over, and wakes all who wait once it is open', async () => {
    const at = await company();
    const id = (await addPerson(at)) as unknown as ClaimedLink['id'];
    const state = async () => (await at.links.situation(id))?.creates;
    expect(await state()).toBe('open');
    await at.links.closeGate('createAccount', 'refused:40020', 60_000);
    expect(await state()).toBe('closed');
    expect(await at.links.takeProbe('createAccount', 60_000)).toBe(false);
    await finish(at, await claimOne(at), waiting('none', 'headcount', 'gate:createAccount'));
    expect((await linkOf(id)).due).toBe(false);
    await sql('update lane_state set not_before = now() where connection_id = $1', [at.id]);
    expect(await state()).toBe('halfOpen');
    const probes = await Promise.all(
      Array.from({ length: 5 }, () => at.links.takeProbe('createAccount', 60_000)),
    );
    expect(probes.filter(Boolean)).toHaveLength(1);
    expect(await at.links.openGate('createAccount')).toEqual(['people']);
    expect([await state(), (await linkOf(id)).due]).toEqual(['open', true]);
  });

  it('that opened meanwhile is not waited for', async () => {
    const at = await company();
    const id = await addPerson(at);
    const claimed = await claimOne(at);
    await finish(at, claimed, waiting('none', 'headcount', 'gate:createAccount'));
    expect((await linkOf(id)).due).toBe(true);
  });
});

describe('whoever depends on another', () => {
  it('is looked at when the manager leaves, and when he is deleted', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const report = await addPerson(at, boss);
    for (const link of await claimAll(at)) await finish(at, link, converged('present'));
    expect((await linkOf(report)).due).toBeFalsy();
    await sql('update link set due_at = now() where id = $1', [boss]);
    const dependants = { of: 'manager', resourceId: boss } as const;
    const woken = await finish(at, await claimOne(at), converged('gone'), { dependants });
    expect(woken).toContain('people');
    expect((await linkOf(report)).due).toBe(true);
    await finish(at, await claimOne(at), converged('present'));
    await at.resources.delete('User', boss);
    expect((await linkOf(report)).due).toBe(true);
  });

  it('is looked at again although it is just being looked at', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const report = await addPerson(at, boss);
    const claimed = await claimAll(at);
    const of = (id: string) => claimed.find((link) => (link.id as string) === id)!;
    const { generation } = (await at.links.situation(of(report).id))!;
    await finish(at, of(boss), converged('gone'), { dependants: { of: 'manager', resourceId: boss } });
    await finish(at, of(report), converged('present'), { generation });
    expect((await linkOf(report)).due).toBe(true);
  });

  it('in nested Groups is looked at when membership decides the scope, and else is not', async () => {
    const at = await company();
    const groups = [randomUUID(), randomUUID(), randomUUID()] as ResourceId[];
    const [top, middle, low] = groups as [ResourceId, ResourceId, ResourceId];
    const ada = await addPerson(at);
    const none = { remove: [], add: [] };
    await at.resources.createGroup(low, group('low'), { ...none, add: [ada] });
    await at.resources.createGroup(middle, group('middle'), { ...none, add: [low] });
    await at.resources.createGroup(top, group('top'), none);
    const before = async () => (await linkOf(ada)).generation;
    const edit = (kind: 'add' | 'remove') =>
      at.resources.editGroup(top, () => Promise.resolve({ members: { ...none, [kind]: [middle] } }));
    const unscoped = await before();
    await edit('add');
    expect(await before()).toBe(unscoped);
    await sql(
      `update connection set settings = settings || jsonb_build_object('scope',
        jsonb_build_object('excludedGroups', jsonb_build_array($2::text), 'includedGroups', '[]'::jsonb))
       where id = $1`,
      [at.id, top],
    );
    await edit('remove');
    expect(await before()).toBe(unscoped + 1);
    await edit('add');
    expect(await before()).toBe(unscoped + 2);
    const { scopeGroups } = (await at.links.situation(ada as unknown as ClaimedLink['id'], [top, low]))!;
    expect(new Set(scopeGroups)).toEqual(new Set([top, low]));
    await at.resources.delete('Group', middle);
    expect(await before()).toBeGreaterThan(unscoped + 2);
  });

  it('does not wait for what is synced no more', async () => {
    const at = await company();
    const boss = await addPerson(at);
    await finish(at, await claimOne(at), converged('none', 'outOfScope'), {
      leaving: 'outOfScope',
      outOfScope: true,
    });
    const report = await addPerson(at, boss);
    const claimed = await claimOne(at);
    expect((await at.links.situation(claimed.id))?.manager).toBeNull();
    await finish(at, claimed, waiting('none', 'manager', presenceKey(boss)));
    expect((await linkOf(report)).due).toBe(true);
  });
});

describe('an invited person', () => {
  it('is looked at when a mirror of the same app hears of his userid, and of nobody else’s', async () => {
    const at = await company();
    const id = await addPerson(at);
    await finish(at, await claimOne(at), waiting('invited', 'invitation'), { externalId: 'u1' });
    const { appKey } = (await opened().connections.find(at.id))!;
    const hears = async (byApp: string, externalId: string) => {
      const mirror = await createConnection(opened(), { direction: 'dingtalk-to-scim', appKey: byApp });
      await opened()
        .of(mirror.id)
        .mirror.hear('e1', [{ kind: 'account', externalId }]);
      return (await linkOf(id)).due;
    };
    expect(await hears(appKey, 'u2')).toBe(false);
    expect(await hears('dingother', 'u1')).toBe(false);
    expect(await hears(appKey, 'u1')).toBe(true);
  });

  it('is looked at when he may have joined: by his userid, or by one that nobody of ours has', async () => {
    const at = await company();
    const [invited, there] = [await addPerson(at), await addPerson(at)];
    for (const link of await claimAll(at)) {
      const isHe = String(link.id) === String(invited);
      const ending = isHe ? waiting('invited', 'invitation') : converged('present');
      await finish(at, link, ending, { externalId: isHe ? 'u1' : 'u2' });
    }
    const hears = async (...userIds: readonly string[]) => {
      await at.links.wakeJoined(userIds);
      const { due } = await linkOf(invited);
      await sql(`update link set due_at = now() + interval '10 minutes' where id = $1`, [invited]);
      return due;
    };
    expect([await hears(), await hears('u2'), await hears('u1'), await hears('u2', 'u3')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect((await linkOf(there)).due).toBeFalsy();
  });
});
