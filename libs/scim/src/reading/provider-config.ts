import { isJsonObject } from '#common';
import { fieldsOf } from '../fields.js';

/** What another server says of itself (RFC 7643 5, RFC 9865 4); what it does not say is not known. */
export interface ProviderConfig {
  readonly cursor: boolean;
  /** Undefined: it does not say. */
  readonly filter?: boolean;
  /** The largest page it will give, as it says. */
  readonly maxPage?: number;
}

/** Nothing is known of a server without a ServiceProviderConfig. */
export const unknownProvider: ProviderConfig = { cursor: false };

/** Reads a ServiceProviderConfig leniently; undefined where it is none. */
export function readProviderConfig(body: unknown): ProviderConfig | undefined {
  if (!isJsonObject(body)) return undefined;
  const fields = fieldsOf(body);
  const filter = part(fields.get('filter'));
  const pagination = part(fields.get('pagination'));
  // One of those it must have is enough to know it by.
  if (!['filter', 'patch', 'bulk', 'authenticationschemes'].some((name) => fields.has(name)))
    return undefined;
  const supported = filter?.get('supported');
  const sizes = [pagination?.get('maxpagesize'), filter?.get('maxresults')].filter(
    (size): size is number => typeof size === 'number' && Number.isInteger(size) && size > 0,
  );
  return {
    cursor: pagination?.get('cursor') === true,
    ...(typeof supported === 'boolean' ? { filter: supported } : {}),
    ...(sizes.length === 0 ? {} : { maxPage: Math.min(...sizes) }),
  };
}

const part = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  isJsonObject(value) ? fieldsOf(value) : undefined;
