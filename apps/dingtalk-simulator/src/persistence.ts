import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Organisation } from './organisation.js';
import type { App, Department, Member, Placement } from './organisation.js';
import type { World } from './world.js';

interface SavedOrganisation {
  readonly corpId: string;
  readonly name: string;
  readonly region: string;
  readonly departments: readonly Department[];
  readonly users: readonly (Omit<Member, 'departments'> & {
    readonly departments: readonly [number, SavedPlacement][];
  })[];
  /** Who was removed counts for a day (correction C1). */
  readonly removed?: readonly [string, Removed][];
  readonly apps: readonly (Omit<App, 'scopes' | 'token'> & { readonly scopes: readonly string[] })[];
}

type Removed = { readonly joinedByConsentAt?: number | undefined; readonly deletedAt: number };
type SavedPlacement = { readonly order: string; readonly title: string | undefined };

interface Saved {
  readonly random: { readonly state: number; readonly departmentId: number };
  readonly counters: World['counters'];
  readonly consent: readonly string[];
  readonly registered: readonly string[];
  readonly organisations: readonly SavedOrganisation[];
}

/** Keeps the demo's companies over a restart: the bridge remembers what it made there. */
export function saveWorld(world: World, file: string): void {
  const saved: Saved = {
    random: world.random.position(),
    counters: world.counters,
    consent: [...world.consent],
    registered: [...world.registered],
    organisations: [...world.organisations.values()].map((org) => ({
      corpId: org.corpId,
      name: org.name,
      region: org.region,
      departments: [...org.departments.values()],
      users: [...org.users.values()].map((user) => ({
        ...user,
        departments: [...user.departments].map(([id, place]) => [
          id,
          { order: String(place.order), title: place.title },
        ]),
      })),
      removed: [...org.removed],
      apps: org.apps.map(({ appKey, appSecret, scopes, qps }) => ({
        appKey,
        appSecret,
        qps,
        scopes: [...scopes],
      })),
    })),
  };
  writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Puts back what saveWorld kept. @returns false when there is nothing to put back */
export function restoreWorld(world: World, file: string): boolean {
  let saved: Saved;
  try {
    saved = JSON.parse(readFileSync(file, 'utf8')) as Saved;
  } catch {
    return false;
  }
  world.random.resume(saved.random);
  Object.assign(world.counters, saved.counters);
  for (const mobile of saved.consent) world.consent.add(mobile);
  for (const mobile of saved.registered) world.registered.add(mobile);
  for (const one of saved.organisations) restoreOrganisation(world, one);
  return true;
}

function restoreOrganisation(world: World, saved: SavedOrganisation): void {
  const org = new Organisation(saved.corpId, saved.name, saved.region);
  for (const department of saved.departments) org.addDepartment(department);
  for (const department of saved.departments) {
    if (department.parentId !== undefined) org.children.get(department.parentId)?.add(department.id);
  }
  for (const user of saved.users) {
    const places = user.departments.map(([id, { order, title }]): [number, Placement] => [
      id,
      { order: BigInt(order), title },
    ]);
    org.addMember({ ...user, departments: new Map(places) });
  }
  for (const [mobile, { joinedByConsentAt, deletedAt }] of saved.removed ?? [])
    org.removed.set(mobile, { joinedByConsentAt, deletedAt });
  for (const { appKey, appSecret, qps, scopes } of saved.apps) {
    const app: App = { appKey, appSecret, qps, scopes: new Set(scopes), token: undefined };
    org.apps.push(app);
    world.apps.set(appKey, { app, org });
  }
  world.join(org);
}
