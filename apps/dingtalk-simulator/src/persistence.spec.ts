import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Parameters } from './parameters.js';
import { restoreWorld, saveWorld } from './persistence.js';
import { createDepartment, updateDepartment } from './rules/department.js';
import { createUser, deleteUser } from './rules/user.js';
import { allScopes } from './sample.js';
import { stateOf } from './state.js';
import { World } from './world.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'simulator-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** A company in which something has happened. */
function lived(): World {
  const world = new World(1);
  const org = world.addOrganisation('Company');
  world.addApp(org, allScopes, 40);
  const given = (body: Record<string, unknown>) => new Parameters(body);
  const { id: navy } = createDepartment(
    world,
    org,
    given({ name: 'Navy', parent_id: 1, source_identifier: 's:1' }),
  );
  const { id: yard } = createDepartment(world, org, given({ name: 'Yard', parent_id: 1 }));
  // The child is older than its parent from here on.
  updateDepartment(world, org, given({ dept_id: navy, parent_id: yard }));
  createUser(
    world,
    org,
    given({
      userid: 'ada',
      name: 'Ada',
      mobile: '13800000001',
      dept_id_list: `${String(navy)},1`,
      hired_date: 5,
    }),
  );
  createUser(world, org, given({ userid: 'gone', name: 'Gone', mobile: '13800000002', dept_id_list: '1' }));
  deleteUser(world, org, given({ userid: 'gone' }));
  world.consent.add('+86-13800000003');
  return world;
}

const summary = (world: World) => ({
  states: [...world.organisations.values()].map(stateOf),
  orders: [...world.organisations.values()].flatMap(({ users }) =>
    [...users.values()].flatMap(({ departments }) => [...departments.values()].map(({ order }) => order)),
  ),
  trees: [...world.organisations.values()].map((org) => ({
    below: [...org.subtree(1)].sort(),
    removed: [...org.removed],
  })),
  apps: [...world.apps.values()].map(({ app }) => ({ ...app, scopes: [...app.scopes] })),
  consent: [...world.consent],
  counters: world.counters,
  random: world.random.position(),
});

describe('a world that was saved', () => {
  it('comes back as it was, and goes on where it stood', () => {
    const world = lived();
    const file = path.join(directory, 'lived.json');
    saveWorld(world, file);
    const restored = new World(99);
    expect(restoreWorld(restored, file)).toBe(true);
    expect(summary(restored)).toEqual(summary(world));
    expect(restored.random.nextDepartmentId()).toBe(world.random.nextDepartmentId());
  });

  it('is for its owner only: it holds secrets', () => {
    const file = path.join(directory, 'mode.json');
    saveWorld(lived(), file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is none where there is no file, or half a file', () => {
    const world = new World(1);
    expect(restoreWorld(world, path.join(directory, 'none.json'))).toBe(false);
    const half = path.join(directory, 'half.json');
    writeFileSync(half, '{"random":');
    expect(restoreWorld(world, half)).toBe(false);
    expect(world.organisations.size).toBe(0);
  });
});
