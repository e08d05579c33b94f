import { Seen } from '#provisioning';
import type { HoldReason, Since } from '#provisioning';
import type { ResourceType } from '#scim';
import type { RemoteScim } from '#scim-client';
import { ListReading } from './list-reading.js';
import type { PullRun } from './pull-run.js';
import type { ReadingPlan } from './reading-plan.js';
import { TagBook } from './tag-book.js';

/** What a reading found beside the changes it has staged. */
export interface Reading {
  readonly seen: Seen;
  readonly read: Readonly<Record<ResourceType, number>>;
  /** The latest lastModified of each type. */
  readonly latest: Since;
  /** Of a type there are fewer than were known before, and came. */
  readonly shorter: boolean;
  readonly tags: Pick<TagBook, 'tags' | 'lied'>;
  /** Why it cannot be believed. */
  readonly broken?: HoldReason;
}

const types = ['User', 'Group'] as const;

/** Reads Users, then Groups, page by page; what differs from what is known is staged, nothing is written yet. */
export async function readSource(run: PullRun, remote: RemoteScim, plan: ReadingPlan): Promise<Reading> {
  const [seen, tags] = [new Seen(), new TagBook(plan.tags)];
  const read = { User: 0, Group: 0 };
  let shorter = false;
  const latest: { User?: string; Group?: string } = {};
  for (const type of types) {
    const one = await new ListReading(run, remote, plan, type, seen, tags).read();
    read[type] = one.read;
    shorter ||= one.shorter;
    if (one.latest !== undefined) latest[type] = one.latest;
    if (one.broken !== undefined) return { seen, read, latest, shorter, tags, broken: one.broken };
  }
  return { seen, read, latest, shorter, tags };
}
