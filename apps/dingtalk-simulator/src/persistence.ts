import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { App } from './app.js';
import type { Department } from './department.js';
import type { Departure } from './departure.js';
import { restoreEvents, savedEvents } from './events/saved-events.js';
import type { SavedEvents } from './events/saved-events.js';
import type { Invitation } from './invitation.js';
import { mobileKey } from './member.js';
import type { Member } from './member.js';
import type { KnownMobile } from './mobile-registry.js';
import { Organisation } from './organisation.js';
import type { Role, RoleGroup } from './role.js';
import { readTagged, writeTagged } from './tagged-json.js';
import { variantsSchema } from './variants.js';
import type { World } from './world.js';

const format = 3;

/** What an administrator set of an organisation. */
const settingNames = [
  'authLevel',
  'monthlyQuota',
  'enterpriseAccounts',
  'mailService',
  'customFields',
] as const satisfies readonly (keyof Organisation)[];

interface SavedOrganisation {
  readonly corpId: string;
  readonly name: string;
  readonly region: string;
  readonly settings: Pick<Organisation, (typeof settingNames)[number]>;
  readonly caps: Organisation['caps'];
  readonly departments: readonly Department[];
  readonly users: readonly Member[];
  readonly roleGroups: readonly RoleGroup[];
  readonly roles: readonly Role[];
  readonly holders: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;
  readonly invitations: readonly Invitation[];
  /** Who left counts for a day (correction C1), and is listed for a year. */
  readonly departures: readonly Departure[];
  readonly apps: readonly App[];
}

interface Saved {
  readonly format: number;
  readonly random: { readonly state: number; readonly departmentId: number };
  readonly counters: World['counters'];
  readonly variants: World['variants'];
  readonly mobiles: readonly (readonly [string, KnownMobile])[];
  readonly quotaUsed: ReadonlyMap<string, number>;
  readonly globalLimits: ReadonlyMap<string, number>;
  readonly organisations: readonly SavedOrganisation[];
  readonly events: SavedEvents;
}

/** Keeps the demo's companies over a restart: the bridge remembers what it made there. */
export function saveWorld(world: World, file: string): void {
  const saved: Saved = {
    format,
    random: world.random.position(),
    counters: world.counters,
    variants: world.variants,
    mobiles: world.mobiles.entries(),
    quotaUsed: world.quotaUsed,
    globalLimits: world.globalLimits,
    organisations: [...world.organisations.values()].map(saveOrganisation),
    events: savedEvents(world.events),
  };
  writeFileSync(`${file}.new`, writeTagged(saved), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Puts back what saveWorld kept. @returns false when there is nothing to put back, or it was kept by another version */
export function restoreWorld(world: World, file: string): boolean {
  let saved: Saved;
  try {
    saved = readTagged(readFileSync(file, 'utf8')) as Saved;
  } catch {
    return false;
  }
  if (saved.format !== format) return false;
  world.random.resume(saved.random);
  Object.assign(world.counters, saved.counters);
  Object.assign(world.variants, variantsSchema.parse(saved.variants));
  for (const [mobile, known] of saved.mobiles) world.mobiles.set(mobile, known);
  for (const [key, used] of saved.quotaUsed) world.quotaUsed.set(key, used);
  for (const [path, limit] of saved.globalLimits) world.globalLimits.set(path, limit);
  for (const one of saved.organisations) restoreOrganisation(world, one);
  restoreEvents(world.events, saved.events);
  return true;
}

function saveOrganisation(org: Organisation): SavedOrganisation {
  return {
    corpId: org.corpId,
    name: org.name,
    region: org.region,
    settings: {
      authLevel: org.authLevel,
      monthlyQuota: org.monthlyQuota,
      enterpriseAccounts: org.enterpriseAccounts,
      mailService: org.mailService,
      customFields: org.customFields,
    },
    caps: org.caps,
    departments: [...org.departments.values()],
    users: [...org.users.values()],
    roleGroups: [...org.roles.groups.values()],
    roles: [...org.roles.roles.values()],
    holders: org.roles.holders,
    invitations: [...org.invitations.values()],
    departures: org.departures,
    apps: org.apps.map((app) => ({ ...app, token: undefined })),
  };
}

/** Not by the organisation's acts: nothing happens anew. */
function restoreOrganisation(world: World, saved: SavedOrganisation): void {
  const org = new Organisation(saved.corpId, saved.name, saved.region);
  world.keepOrganisation(org);
  for (const name of settingNames) Object.assign(org, { [name]: saved.settings[name] });
  Object.assign(org.caps, saved.caps);
  for (const department of saved.departments) org.tree.add(department);
  for (const user of saved.users) org.directory.add(user);
  for (const group of saved.roleGroups) org.roles.addGroup(group);
  for (const role of saved.roles) org.roles.addRole(role);
  for (const [roleId, holders] of saved.holders)
    for (const [userid, departments] of holders) org.roles.assign(roleId, userid, departments);
  for (const invitation of saved.invitations) org.invitations.set(invitation.mobile, invitation);
  for (const departure of saved.departures) {
    org.departures.push(departure);
    org.lastDepartures.set(mobileKey(departure.stateCode, departure.mobile), departure);
  }
  for (const app of saved.apps) world.keepApp(org, app);
}
