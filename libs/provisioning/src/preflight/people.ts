import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { AccountMatches } from '../adoption/account-matches.js';
import type { AccountMatch, ExistingAccount } from '../adoption/account-matches.js';
import { mapPerson } from '../mapping/account.js';
import type { MappedPerson } from '../mapping/account.js';
import { accountFields } from '../mapping/field.js';
import { accountClaims } from '../plan/claims.js';
import { isInScope } from '../scope.js';
import type { Settings } from '../settings.js';
import { askedPaths } from '../tree/asked.js';
import { onCycles } from './cycles.js';
import type { PreflightFinding, PreflightKind } from './finding.js';
import { Holders } from './holders.js';

/** A User as a preflight reads it. */
export interface PreflightPerson {
  readonly id: string;
  readonly body: JsonObject;
  /** Groups he is a direct member of. */
  readonly groupIds: readonly string[];
  /** The manager, where there is such a User. */
  readonly managerId: string | null;
  /** Of the Groups that the scope names, those he is in. */
  readonly scopeGroups: readonly string[];
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const twice = { mobile: 'mobileTwice', email: 'emailTwice', telephone: 'telephoneTwice' } as const;
const nobody = { name: '', departmentIds: [] } as const;

/** Looks at everybody of a connection, one after the other; keeps ids and hashes, nobody's data. */
export class PeopleCheck {
  private readonly holders = new Holders();
  private readonly matches: AccountMatches;
  private readonly managers = new Map<string, string>();

  /** @param departments the Groups that become departments */
  constructor(
    private readonly connectionId: string,
    private readonly settings: Settings,
    private readonly departments: ReadonlySet<string>,
  ) {
    this.matches = new AccountMatches(connectionId);
  }

  /** What shows of a person at once. @returns undefined for somebody who is not to be in DingTalk */
  look(person: PreflightPerson): readonly PreflightFinding[] | undefined {
    const { id, body, managerId } = person;
    const mapped = mapPerson(body, this.settings);
    if (!mapped.active || !isInScope('User', body, person.scopeGroups, this.settings.scope)) return undefined;
    if (managerId !== null) this.managers.set(id, managerId);
    this.matches.know(id, body, mapped);
    const about = (kind: PreflightKind): PreflightFinding => ({ kind, resourceId: id });
    return [
      ...(mapped.name === undefined ? [about('noName')] : []),
      ...(mapped.mobile === undefined ? [about('noMobile')] : []),
      ...(mapped.mobile === null ? [about('mobileInvalid')] : []),
      ...(this.hasDepartment(person) ? [] : [about('noDepartment')]),
      ...(namesManager(body) && managerId === null ? [about('unknownManager')] : []),
      ...this.claims(id, mapped),
      ...refusedValues(id, mapped),
    ];
  }

  /** What shows only when everybody was looked at. */
  finish(): readonly PreflightFinding[] {
    return onCycles(this.managers).map((resourceId) => ({ kind: 'managerCycle', resourceId }));
  }

  /** Whom of those who were looked at an account in DingTalk seems to be, by what tells most. */
  match(account: ExistingAccount): readonly PreflightFinding[] {
    return this.matchesOf(account).map(({ resourceId, keys: [field] }) => ({
      kind: 'existingAccount',
      resourceId,
      other: account.userId,
      ...(field === undefined ? {} : { field }),
    }));
  }

  /** The same with all that they have in common. */
  matchesOf(account: ExistingAccount): readonly AccountMatch[] {
    return this.matches.of(account);
  }

  private claims(id: string, { mobile, values }: MappedPerson): readonly PreflightFinding[] {
    const textOf = (key: 'email' | 'telephone') => {
      const value = values.get(key)?.value;
      return typeof value === 'string' ? value : undefined;
    };
    const [email, telephone] = [textOf('email'), textOf('telephone')];
    const fields = {
      ...nobody,
      mobile: mobile ?? '',
      ...(email === undefined ? {} : { email }),
      ...(telephone === undefined ? {} : { telephone }),
    };
    return accountClaims(this.connectionId, fields)
      .filter(({ whenTaken }) => typeof mobile === 'string' || whenTaken !== 'mobileTaken')
      .flatMap(({ key }) => {
        const field = key.slice(0, key.indexOf(':')) as keyof typeof twice;
        return this.holders.meet(key, id).map((one): PreflightFinding => ({
          kind: twice[field],
          resourceId: one.id,
          other: one.other,
          field,
        }));
      });
  }

  private hasDepartment({ body, groupIds }: PreflightPerson): boolean {
    const { defaultDepartmentId, withoutDepartment } = this.settings;
    if (defaultDepartmentId !== undefined || withoutDepartment === 'holding') return true;
    return (
      groupIds.some((id) => this.departments.has(id)) ||
      askedPaths(this.settings, { kind: 'account', body }).steps.length > 0
    );
  }
}

function namesManager(body: JsonObject): boolean {
  const extension = body[enterprise];
  const manager = isJsonObject(extension) ? extension.manager : undefined;
  return isJsonObject(manager) && typeof manager.value === 'string' && manager.value !== '';
}

function refusedValues(resourceId: string, { values, custom }: MappedPerson): readonly PreflightFinding[] {
  const faults = [
    ...[...values].map(([key, { fault }]) => {
      const field = accountFields.find((one) => one.key === key)?.name ?? key;
      return { field: field, fault };
    }),
    ...[...custom].map(([key, { fault }]) => ({ field: `extension.${key}`, fault })),
  ];
  return faults.flatMap(({ field, fault }) =>
    fault === undefined ? [] : [{ kind: 'valueRefused', resourceId, field, detail: fault } as const],
  );
}
