import { createHash } from 'node:crypto';
import type { ResourceType } from '#scim';
import { recordVersion } from './remote-record.js';
import type { SourceSettings } from './settings.js';

/** A page of a Source's list, all of which was written, and the entity tag by which it is known again. */
export interface PageTag {
  readonly type: ResourceType;
  readonly startIndex: number;
  readonly count: number;
  readonly etag: string;
  /** How many Resources were on it. */
  readonly items: number;
  /** How many of them were on no page before it: none where a server gives its whole list again. */
  readonly fresh: number;
  /** As the server said; null: it did not. */
  readonly total: number | null;
}

/**
 * Stands for all that makes of a page what is written: the tag of a page says nothing of it where that is another one.
 *
 * @param access how the server is got in, as it is sealed: whoever is somebody else there may be shown something else
 */
export function shapeOf(
  { baseUrl, access }: { readonly baseUrl: string; readonly access: string },
  { memberships }: SourceSettings,
): string {
  const told = JSON.stringify([recordVersion, memberships, baseUrl, access]);
  return createHash('sha256').update(told).digest('base64');
}
