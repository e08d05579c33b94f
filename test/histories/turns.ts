import type { ScimDocument } from '../support/clients.js';
import type { Tenant } from '../support/bridge.js';
import type { Company } from './company.js';
import { isSynced, useOf } from './end.js';
import type { Rules } from './rules.js';
import type { Happening } from './tally.js';

type Use = 'departments' | 'roles' | 'ignored';

/** What Groups turn into on the way. */
export class Turns {
  readonly happened = new Set<Happening>();
  private before: ReadonlyMap<string, Use> = new Map();

  constructor(
    private readonly tenant: Tenant,
    private readonly company: Company,
  ) {}

  /** Holds what Groups are to be now against what they were to be at the last look. */
  async look(rules: Rules): Promise<void> {
    const groups = await this.company.all('Groups');
    const now = new Map(groups.map((group) => [group.id, useNow(rules, groups, group)] as const));
    for (const [id, use] of now) {
      const was = this.before.get(id);
      if (was === undefined || was === use) continue;
      const link = await this.tenant.link(id);
      const isMade = link?.presence === 'present' && link.kind === kinds[was];
      if (was === 'roles' && use === 'departments')
        this.happened.add(
          isMade ? 'role that was made becomes a department' : 'planned role becomes a department',
        );
      if (was === 'departments' && use === 'roles' && isMade)
        this.happened.add('department that was made becomes a role');
    }
    this.before = now;
  }
}

const kinds = { departments: 'department', roles: 'role', ignored: undefined } as const;

function useNow(rules: Rules, groups: readonly ScimDocument[], group: ScimDocument): Use {
  if (!isSynced({ rules, groups }, group)) return 'ignored';
  const use = useOf(rules, group);
  const byGroups = rules.source === 'groups' || rules.source === 'groupNames';
  return use === 'departments' && !byGroups ? 'ignored' : use;
}
