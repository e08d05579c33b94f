import { pathIdentifier, sourceIdentifier, userIdCandidates } from '../identity.js';
import type { ResourceIdentity } from '../identity.js';
import type { LinkKind } from '../link.js';

/** A Link that has no account or department. */
export interface Unlinked {
  readonly linkId: string;
  readonly kind: LinkKind;
  /** Absent: it stands for a path and for no Group. */
  readonly identity?: ResourceIdentity;
  readonly pathKey?: string;
}

/** Which Link each account or department belongs to by the stamp it bears. */
export interface Belonging {
  /** Link by userid or mark. */
  readonly belongs: ReadonlyMap<string, string>;
  /** userids and marks that several Links may claim alike: nobody can tell whose they are. */
  readonly contested: ReadonlySet<string>;
}

/**
 * Finds out what belongs to whom after a mapping store was lost: the userid of an account and the mark of a department
 * follow from what names the Resource on the SCIM side. What came second to an externalId was made under what names it
 * more closely, so that this decides before the externalId does.
 *
 * @param seen userids and marks that bear the connection's stamp
 */
export function belongingByStamp(
  stamp: string,
  unlinked: readonly Unlinked[],
  seen: ReadonlySet<string>,
): Belonging {
  const belongs = new Map<string, string>();
  const contested = new Set<string>();
  const open = new Map(
    unlinked.map((one) => [one.linkId, namesOf(stamp, one).filter((name) => seen.has(name))]),
  );
  const depth = Math.max(0, ...Array.from(open.values(), (names) => names.length));
  for (let place = depth - 1; place >= 0; place -= 1) {
    const wanted = new Map<string, string[]>();
    for (const [linkId, names] of open) {
      const name = names[place];
      if (name === undefined || belongs.has(name)) continue;
      wanted.set(name, [...(wanted.get(name) ?? []), linkId]);
    }
    for (const [name, [linkId, second]] of wanted) {
      if (linkId === undefined) continue;
      if (second !== undefined) contested.add(name);
      else if (!contested.has(name)) belongs.set(name, linkId);
      if (second === undefined) open.delete(linkId);
    }
  }
  return { belongs, contested };
}

/** Under which names it may be in DingTalk, what names it most closely last. */
function namesOf(stamp: string, { kind, identity, pathKey }: Unlinked): readonly string[] {
  if (kind === 'role') return [];
  if (kind === 'account') return identity ? userIdCandidates(stamp, identity) : [];
  if (identity) return [sourceIdentifier(stamp, identity)];
  return pathKey === undefined ? [] : [pathIdentifier(stamp, pathKey)];
}
