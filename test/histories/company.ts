import type { Tenant } from '../support/bridge.js';
import type { ScimClient, ScimDocument } from '../support/clients.js';
import { edit, emailsOf } from './edit.js';
import { mixed } from './rules.js';
import type { Rules } from './rules.js';

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** Few enough to clash. */
const mobiles = Array.from({ length: 16 }, (_, n) => `138000000${String(n + 10)}`);

/** Whoever has one of these is asked before he joins any company. */
export const protectedMobiles: readonly string[] = mobiles.slice(-2);
const names = ['Navy', 'Army', 'Band', 'Mess', 'Yard', 'Army Band'];
const paths = ['Navy', 'Navy/Band', 'Army/Mess', 'Army', 'Navy/Band/Yard', 'Mess'];

/** A person as this history has written him last. */
export interface Person {
  readonly number: number;
  readonly id: string;
  /** Every mobile he ever had here. */
  readonly mobiles: Set<string>;
}

/** The identity provider of a history: what it has written, and how it writes. */
export class Company {
  readonly people: Person[] = [];
  readonly groups: { readonly id: string; readonly number: number }[] = [];
  /** externalIds of those that are gone, and may come back. */
  readonly gonePeople: { readonly number: number; readonly mobiles: Set<string> }[] = [];
  readonly goneGroups: number[] = [];
  private next = 0;

  /** @param source what makes departments now: where names of Groups do, they are paths */
  constructor(
    private readonly tenant: Tenant,
    private readonly source: () => Rules['source'],
  ) {}

  /** Everybody there ever was. */
  readonly everybody: Person[] = [];

  /** The externalId of whoever is hired next. */
  get nextExternalId(): string {
    return `e${String(this.next + 1)}`;
  }

  get scim(): ScimClient {
    return this.tenant.scim;
  }

  person(a: number): Person | undefined {
    return this.people[a % Math.max(this.people.length, 1)];
  }

  group(a: number): { readonly id: string; readonly number: number } | undefined {
    return this.groups[a % Math.max(this.groups.length, 1)];
  }

  mobile(a: number): string {
    return mobiles[a % mobiles.length] ?? '';
  }

  groupName(a: number): string {
    return this.source() === 'groupNames' ? this.path(a) : (names[a % names.length] ?? '');
  }

  path(a: number): string {
    return paths[a % paths.length] ?? '';
  }

  async hire(a: number, b: number, again?: Company['gonePeople'][number]): Promise<void> {
    const number = again?.number ?? (this.next += 1);
    const mobile = this.mobile(a);
    const answer = await this.scim.post('/Users', this.body(number, mobile, b));
    if (answer.status !== 201) throw new Error(`POST /Users answered ${String(answer.status)}`);
    const known = again?.mobiles ?? new Set<string>();
    known.add(mobile);
    const person = { number, id: answer.body.id, mobiles: known };
    this.people.push(person);
    this.everybody.push(person);
  }

  /** The whole User; `b` says what he is called and what he does. */
  body(number: number, mobile: string, b: number): Record<string, unknown> {
    return {
      schemas: [user, enterprise],
      userName: `person${String(number)}@example.test`,
      externalId: `e${String(number)}`,
      displayName: `Person ${String(number)} ${String(b % 7)}`,
      ...(b % 3 === 0 ? {} : { title: `Title ${String(b % 5)}` }),
      ...(b % 4 === 0 ? {} : { nickName: `Nick ${String(b % 3)}` }),
      emails: emailsOf(number, b),
      phoneNumbers: b % 11 === 0 ? [] : [{ type: 'mobile', value: mobile }],
      // By this the oracle knows whose account it sees.
      [enterprise]: {
        employeeNumber: `n${String(number)}`,
        ...(b % 13 === 0 ? {} : { department: this.path(b) }),
        ...(b % 5 === 0
          ? {}
          : { division: `${this.groupName(b)}=Head ${String(b % 4)}; ${this.groupName(b + 1)}=Deputy` }),
      },
    };
  }

  async found(a: number, again?: number): Promise<void> {
    const number = again ?? (this.next += 1);
    const answer = await this.scim.post('/Groups', {
      schemas: [group],
      displayName: this.groupName(a),
      externalId: `g${String(number)}`,
    });
    if (answer.status !== 201) throw new Error(`POST /Groups answered ${String(answer.status)}`);
    this.groups.push({ id: answer.body.id, number });
  }

  async dismiss(person: Person): Promise<void> {
    await this.expect(204, this.scim.delete(`/Users/${person.id}`));
    this.people.splice(this.people.indexOf(person), 1);
    this.gonePeople.push({ number: person.number, mobiles: person.mobiles });
  }

  async dissolve(one: { readonly id: string; readonly number: number }): Promise<void> {
    await this.expect(204, this.scim.delete(`/Groups/${one.id}`));
    this.groups.splice(this.groups.indexOf(one), 1);
    this.goneGroups.push(one.number);
  }

  /** A small edit of a User. */
  async change(person: Person, b: number, c: number): Promise<void> {
    await this.patch(`/Users/${person.id}`, edit(person.number, b, c));
  }

  async replace(person: Person, b: number, c: number): Promise<void> {
    const mobile = this.mobile(c);
    person.mobiles.add(mobile);
    await this.expect(200, this.scim.put(`/Users/${person.id}`, this.body(person.number, mobile, b)));
  }

  async changeMobile(person: Person, b: number): Promise<void> {
    const value = this.mobile(b);
    person.mobiles.add(value);
    await this.set(person, 'phoneNumbers', [{ type: 'mobile', value }]);
  }

  async changeManager(person: Person, manager: Person | undefined, c: number): Promise<void> {
    const path = `${enterprise}:manager`;
    if (!manager) return;
    if (c % 4 === 0) await this.patch(`/Users/${person.id}`, [{ op: 'remove', path }]);
    else await this.set(person, path, { value: manager.id });
  }

  async nickname(id: string, value: string): Promise<void> {
    await this.patch(`/Users/${id}`, [{ op: 'replace', path: 'nickName', value }]);
  }

  async setActive(person: Person, active: boolean): Promise<void> {
    await this.set(person, 'active', active);
  }

  /** Says that somebody belongs somewhere else, where a path in an attribute says so. */
  async transfer(person: Person, b: number): Promise<void> {
    await this.set(person, `${enterprise}:department`, this.path(b));
  }

  async rename({ id }: { readonly id: string }, b: number): Promise<void> {
    await this.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: this.groupName(b) }]);
  }

  /** Gives a Group a name that is a role's where Groups are mixed, or one that is none. */
  async turn({ id }: { readonly id: string }, b: number, c: number): Promise<void> {
    const all = this.source() === 'groupNames' ? paths : names;
    const fitting = all.filter((name) => name.startsWith(mixed.roles) === (b % 2 === 0));
    const value = fitting[c % fitting.length] ?? '';
    await this.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value }]);
  }

  /** Puts a Group below another, or back to the top: out first, then in, as identity providers do. */
  async nest(a: number, b: number): Promise<void> {
    const [child, parent] = [this.group(a), this.group(b)];
    if (!child || !parent || child === parent) return;
    for (const one of await this.all('Groups')) {
      if (one.members?.some(({ value }) => value === child.id))
        await this.members(one.id, 'remove', child.id);
    }
    if (a % 5 !== 0) await this.members(parent.id, 'add', child.id);
  }

  async members(group: string, op: 'add' | 'remove', member: string): Promise<void> {
    const operation =
      op === 'add'
        ? { op, path: 'members', value: [{ value: member }] }
        : { op, path: `members[value eq "${member}"]` };
    await this.patch(`/Groups/${group}`, [operation]);
  }

  /** One of a Group's people leaves it. */
  async dropOut(a: number, b: number): Promise<void> {
    const people = new Set(this.people.map(({ id }) => id));
    const groups = (await this.all('Groups')).map(({ id, members = [] }) => ({
      id,
      inside: members.filter(({ value }) => people.has(value)),
    }));
    const left = groups.filter(({ inside }) => inside.length > 0);
    const group = left[a % Math.max(left.length, 1)];
    const member = group?.inside[b % group.inside.length];
    if (group && member) await this.members(group.id, 'remove', member.value);
  }

  /** Everything SCIM says now. */
  readonly all = async (type: 'Users' | 'Groups'): Promise<readonly ScimDocument[]> => {
    const { body } = await this.scim.get(`/${type}?count=1000`);
    return body.Resources;
  };

  private async set({ id }: Person, path: string, value: unknown): Promise<void> {
    await this.patch(`/Users/${id}`, [{ op: 'replace', path, value }]);
  }

  private async patch(path: string, operations: readonly object[]): Promise<void> {
    const { status, text } = await this.scim.patch(path, operations);
    // A circle of Groups may be refused; whether it is, is another test's.
    if (status >= 300 && !(status === 400 && path.startsWith('/Groups'))) {
      throw new Error(`PATCH answered ${String(status)}: ${text}`);
    }
  }

  private async expect(status: number, request: Promise<{ status: number }>): Promise<void> {
    const answer = await request;
    if (answer.status !== status) throw new Error(`answered ${String(answer.status)} for ${String(status)}`);
  }
}
