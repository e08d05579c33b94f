import { randomUUID } from 'node:crypto';
import type { ConnectionId, JsonObject, LinkId, ResourceId } from '#common';
import type { SharedField } from '#provisioning';
import { activityContext } from './activity-log.js';
import type { Database } from './database.js';
import { WrongSealingKey } from './sealing.js';
import type { Sealer } from './sealing.js';
import { adoptByHand, endUnlinked, unlink } from './sql/adoption/by-hand.js';
import type { Ordered, Unlinked } from './sql/adoption/by-hand.js';
import { freeLinks } from './sql/adoption/free-links.js';
import type { FreeLink } from './sql/adoption/free-links.js';
import { freePaths } from './sql/adoption/free-paths.js';
import type { FreePath } from './sql/adoption/free-paths.js';
import { approveAdoptions, refuseAdoptions } from './sql/adoption/decide.js';
import type { AdoptionDecision, DecidedAdoptions } from './sql/adoption/decide.js';
import { beginAdoptionList, finishAdoptionList, latestAdoptionList } from './sql/adoption/lists.js';
import type { AdoptionList } from './sql/adoption/lists.js';
import { listProposals, proposeAdoptions } from './sql/adoption/proposals.js';
import type { NewProposal, ProposalQuery, ProposalRow } from './sql/adoption/proposals.js';
import { wakeWaiters } from './sql/wake.js';

const decidedAtOnce = 1_000;

/** A match that is to be looked at, with both sides in the clear. */
export interface Proposal extends Omit<NewProposal, 'fieldsSealed'> {
  readonly fields: readonly SharedField[];
}

/** A proposal as it is told, in the clear: not to be shown to everybody. */
export interface ToldProposal extends Omit<ProposalRow, 'fieldsSealed'> {
  /** null: expired, or sealed by a key that is lost. */
  readonly fields: readonly SharedField[] | null;
}

/** What was in DingTalk before one connection, what it may belong to, and what somebody decided about it. */
export class Adoptions {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly connectionId: ConnectionId,
  ) {}

  /** @returns the id of a new list, which is seen once it is finished */
  async begin(requestedBy: string): Promise<string> {
    const id = randomUUID();
    await beginAdoptionList(this.database, this.connectionId, id, requestedBy);
    return id;
  }

  async propose(listId: string, proposals: readonly Proposal[]): Promise<void> {
    const kept = proposals.map(
      ({ linkId, linkKind, externalId, keys, resourceGeneration, settingsVersion, fields }): NewProposal => ({
        linkId,
        linkKind,
        externalId,
        keys,
        resourceGeneration,
        settingsVersion,
        fieldsSealed: this.sealer.seal(JSON.stringify(fields), activityContext(this.connectionId)),
      }),
    );
    if (kept.length > 0) await proposeAdoptions(this.database, this.connectionId, listId, kept);
  }

  /** From now on it is the connection's list; what was decided of earlier ones stays. */
  async finish(listId: string, seen: JsonObject): Promise<void> {
    await finishAdoptionList(this.database, this.connectionId, listId, seen);
  }

  async latest(): Promise<AdoptionList | undefined> {
    return latestAdoptionList(this.database, this.connectionId);
  }

  async list(query: ProposalQuery): Promise<readonly ToldProposal[]> {
    const rows = await listProposals(this.database, this.connectionId, query);
    return rows.map(({ fieldsSealed, ...row }) => ({ ...row, fields: this.open(fieldsSealed) }));
  }

  /** Those of the Resources whose Links may still become something that is there. */
  async free(resourceIds: readonly string[]): Promise<ReadonlyMap<string, FreeLink>> {
    return freeLinks(this.database, this.connectionId, resourceIds);
  }

  /** Departments that are to stand where paths lead, are no Group's, and are not there. */
  async freePaths(): Promise<readonly FreePath[]> {
    return freePaths(this.database, this.connectionId);
  }

  /** Has open proposals without conflict taken over, if they are still what was listed. */
  async approve(decision: AdoptionDecision): Promise<DecidedAdoptions> {
    return this.decide(decision, approveAdoptions);
  }

  /** Refuses open proposals: they are proposed no more. */
  async refuse(decision: AdoptionDecision): Promise<DecidedAdoptions> {
    return this.decide(decision, refuseAdoptions);
  }

  /** Has one account or department taken over that somebody names. */
  async adopt(resourceId: ResourceId, externalId: string, askedBy: string): Promise<Ordered> {
    return this.database.transaction((tx) =>
      adoptByHand(tx, this.connectionId, resourceId, externalId, askedBy),
    );
  }

  /** Forgets whose account or department it is; DingTalk shows it as before. */
  async unlink(resourceId: ResourceId, askedBy: string): Promise<Unlinked> {
    return this.database.transaction(async (tx) => {
      const unlinked = await unlink(tx, this.connectionId, resourceId, askedBy);
      if (unlinked.kind === 'unlinked') await wakeWaiters(tx, this.connectionId, unlinked.released);
      return unlinked;
    });
  }

  /** Somebody says that an unlinked Link is to be synced again. */
  async endUnlinked(id: LinkId, askedBy: string): Promise<void> {
    await endUnlinked(this.database, this.connectionId, id, askedBy);
  }

  private async decide(
    decision: AdoptionDecision,
    carry: typeof approveAdoptions,
  ): Promise<DecidedAdoptions> {
    let [items, moved] = [0, 0];
    for (;;) {
      const some = await this.database.transaction((tx) =>
        carry(tx, this.connectionId, decision, decidedAtOnce),
      );
      items += some.items;
      moved += some.moved;
      if (some.items + some.moved < decidedAtOnce) return { items, moved };
    }
  }

  private open(sealed: string | null): readonly SharedField[] | null {
    if (sealed === null) return null;
    try {
      return JSON.parse(this.sealer.open(sealed, activityContext(this.connectionId))) as SharedField[];
    } catch (error) {
      if (error instanceof WrongSealingKey) return null;
      throw error;
    }
  }
}
