import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ResourceId } from '#common';
import { settingsSchema, waiting } from '#provisioning';
import { createConnection } from '../builders/connection.js';
import { workedLinks } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, person, addPerson, claimOne, linkOf, finish } = workedLinks();

describe('the grace period of who leaves the scope', () => {
  const none = { add: [], remove: [] };
  const group = { body: {}, keys: {}, lane: 'departments' as const };

  async function scoped(scope: (group: ResourceId) => object) {
    const outer = randomUUID() as ResourceId;
    const inner = randomUUID() as ResourceId;
    const settings = settingsSchema.parse({ scope: scope(outer) });
    const { id: connectionId } = await createConnection(opened(), { settings });
    const at = { id: connectionId, ...opened().of(connectionId) };
    await at.resources.createGroup(outer, group, none);
    await at.resources.createGroup(inner, group, none);
    const id = await addPerson(at);
    const edit = async (of: ResourceId, members: { add?: ResourceId[]; remove?: ResourceId[] }) => {
      await at.resources.editGroup(of, () => Promise.resolve({ members: { ...none, ...members } }));
      return (await linkOf(id)).leave_from;
    };
    const say = async (attributes: object) => {
      const read = (await at.resources.read('User', id))!;
      await at.resources.updateUser(read, { ...person(id), body: { ...read.body, ...attributes } });
      return (await linkOf(id)).leave_from;
    };
    const leave = async () => {
      await sql('update link set due_at = now() where id = $1', [id]);
      await finish(at, await claimOne(at), waiting('present', 'grace'), {
        leaving: 'outOfScope',
        outOfScope: true,
      });
      return (await linkOf(id)).leave_from;
    };
    return { at, id, outer, inner, edit, say, leave };
  }

  it('is ended by a return by what he is, also one that nobody has looked at', async () => {
    const { say, leave } = await scoped(() => ({ users: 'title ne "Guest"' }));
    await say({ title: 'Guest' });
    const began = await leave();
    expect(began).not.toBeNull();
    expect(await say({ nickName: 'Ada' })).toEqual(began);
    expect(await say({ title: 'Cook' })).toBeNull();
    expect(await say({ title: 'Guest' })).toBeNull();
    expect((await leave())?.getTime()).toBeGreaterThan(began!.getTime());
  });

  it('is nothing to look for where there is no account', async () => {
    const { id, say, leave } = await scoped(() => ({ users: 'title ne "Guest"' }));
    const began = await leave();
    await sql(`update link set presence = 'none' where id = $1`, [id]);
    expect(await say({ title: 'Cook' })).toEqual(began);
  });

  it('is ended by a return into a Group, through another one too, and by no other membership', async () => {
    const { id, outer, inner, edit, leave } = await scoped((included) => ({ includedGroups: [included] }));
    const began = await leave();
    expect(await edit(inner, { add: [id] })).toEqual(began);
    expect(await edit(outer, { add: [inner] })).toBeNull();
    expect(await edit(outer, { remove: [inner] })).toBeNull();
    expect(await leave()).not.toBeNull();
    expect(await edit(outer, { add: [id] })).toBeNull();
  });

  it('is ended by the end of a Group that kept him out', async () => {
    const { at, id, outer, inner, edit, leave } = await scoped((excluded) => ({
      excludedGroups: [excluded],
    }));
    await edit(inner, { add: [id] });
    await edit(outer, { add: [inner] });
    expect(await leave()).not.toBeNull();
    await at.resources.delete('Group', outer);
    expect((await linkOf(id)).leave_from).toBeNull();
  });
});
