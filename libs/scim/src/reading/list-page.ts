import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { fieldsOf } from '../fields.js';

/** A page of a list as another server sent it (RFC 7644 3.4.2, RFC 9865 2). */
export interface ListPage {
  /** What it says there is in all; absent where it says nothing that is a number. Not to be believed. */
  readonly total?: number;
  readonly resources: readonly JsonObject[];
  readonly nextCursor?: string;
}

/** Reads an answer leniently; undefined where it is no list of SCIM at all. */
export function readListPage(body: unknown): ListPage | undefined {
  if (!isJsonObject(body)) return undefined;
  const fields = fieldsOf(body);
  const [listed, total] = [fields.get('resources'), wholeNumber(fields.get('totalresults'))];
  const cursor = fields.get('nextcursor');
  // "Resources" may be left out where there are none; what has neither is something else.
  if (!Array.isArray(listed) && (total === undefined || (listed !== undefined && listed !== null)))
    return undefined;
  return {
    resources: Array.isArray(listed) ? listed.filter((one) => isJsonObject(one)) : [],
    ...(total === undefined ? {} : { total }),
    ...(typeof cursor === 'string' && cursor !== '' ? { nextCursor: cursor } : {}),
  };
}

/** Some servers write their numbers as texts. */
function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}
