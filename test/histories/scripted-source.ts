import type { Tenant } from '../support/bridge.js';
import type { Scene, ScriptedGroup, ScriptedPerson, Step } from './script.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The identity provider of a script: tells a step in the requests that one would send. */
export class ScriptedSource {
  private readonly users = new Map<number, string>();
  private readonly groups = new Map<number, string>();

  constructor(private readonly tenant: Tenant) {}

  async tell({ kind, before, after, about }: Step): Promise<void> {
    const again = about === undefined ? undefined : after.people.get(about);
    if (kind === 'pushAgain' && again) await this.put(again);
    // Edges to Groups that go are dropped with them; new ones need the new.
    for (const group of after.groups.values()) await this.tellGroup(before.groups.get(group.number), group);
    for (const group of after.groups.values()) await this.tellParent(before.groups.get(group.number), group);
    for (const person of after.people.values()) {
      const was = before.people.get(person.number);
      if (was !== person) await this.tellPerson(was, person, before);
    }
    for (const [number] of before.groups) {
      if (after.groups.has(number)) continue;
      await this.done(this.tenant.scim.delete(`/Groups/${this.groups.get(number) ?? ''}`));
      this.groups.delete(number);
    }
  }

  private async tellGroup(was: ScriptedGroup | undefined, { number, name }: ScriptedGroup): Promise<void> {
    if (!was)
      this.groups.set(number, await this.tenant.addGroup({ displayName: name, externalId: `g${number}` }));
    else if (was.name !== name)
      await this.replace(`/Groups/${this.groups.get(number) ?? ''}`, 'displayName', name);
  }

  private async tellParent(was: ScriptedGroup | undefined, { number, parent }: ScriptedGroup): Promise<void> {
    if (was?.parent === parent) return;
    const id = this.groups.get(number) ?? '';
    // Of one that is being dissolved the edge goes with it.
    await this.member('remove', was?.parent, id);
    await this.member('add', parent, id);
  }

  private async tellPerson(
    was: ScriptedPerson | undefined,
    is: ScriptedPerson,
    before: Scene,
  ): Promise<void> {
    if (is.state === 'dismissed') {
      if (was?.state !== 'dismissed') {
        await this.done(this.tenant.scim.delete(`/Users/${this.users.get(is.number) ?? ''}`));
        this.users.delete(is.number);
      }
      return;
    }
    const joins = [...is.groups].filter((group) => !was?.groups.has(group));
    const leaves = [...(was?.groups ?? [])].filter(
      (group) => !is.groups.has(group) && before.groups.has(group),
    );
    if (!this.users.has(is.number)) this.users.set(is.number, await this.tenant.addUser(this.body(is)));
    // As identity providers do it: out first, then in, then each attribute by itself.
    for (const group of leaves) await this.member('remove', group, this.users.get(is.number) ?? '');
    for (const group of joins) await this.member('add', group, this.users.get(is.number) ?? '');
    if (was && was.state !== 'dismissed') await this.put(is);
  }

  private async put(person: ScriptedPerson): Promise<void> {
    await this.done(this.tenant.scim.put(`/Users/${this.users.get(person.number) ?? ''}`, this.body(person)));
  }

  private body({ number, name, title, state, manager }: ScriptedPerson): Record<string, unknown> {
    const above = manager === undefined ? undefined : this.users.get(manager);
    return {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      userName: `person${number}@example.test`,
      externalId: `e${number}`,
      displayName: name,
      title,
      active: state === 'in',
      phoneNumbers: [{ type: 'mobile', value: `138${String(number).padStart(8, '0')}` }],
      [enterprise]: { employeeNumber: String(number), ...(above ? { manager: { value: above } } : {}) },
    };
  }

  private async member(op: 'add' | 'remove', group: number | undefined, member: string): Promise<void> {
    const id = group === undefined ? undefined : this.groups.get(group);
    if (id !== undefined) await this.tenant.changeMembers(id, op, [member]);
  }

  private replace(path: string, attribute: string, value: string): Promise<void> {
    return this.done(this.tenant.scim.patch(path, [{ op: 'replace', path: attribute, value }]));
  }

  private async done(request: Promise<{ readonly status: number; readonly text: string }>): Promise<void> {
    const { status, text } = await request;
    if (status >= 300) throw new Error(`SCIM answered ${status}: ${text}`);
  }
}
