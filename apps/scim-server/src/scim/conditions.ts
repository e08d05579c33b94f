import type { FastifyRequest } from 'fastify';
import { ScimError } from '#scim';

/** What a client demands of a resource's present version (RFC 7644 section 3.14, RFC 9110 section 13.1). */
export interface Conditions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/** The conditions in a request's headers. */
export function conditionsOf({ headers }: FastifyRequest): Conditions {
  return {
    ...(headers['if-match'] === undefined ? {} : { ifMatch: headers['if-match'] }),
    ...(headers['if-none-match'] === undefined ? {} : { ifNoneMatch: headers['if-none-match'] }),
  };
}

/** Whether anything is demanded at all. */
export const isConditional = ({ ifMatch, ifNoneMatch }: Conditions): boolean =>
  ifMatch !== undefined || ifNoneMatch !== undefined;

/** @throws ScimError 412 where a version does not allow a write */
export function demandConditions({ ifMatch, ifNoneMatch }: Conditions, version: string): void {
  demandMatch(ifMatch, version);
  if (ifNoneMatch !== undefined && names(ifNoneMatch, version)) {
    throw new ScimError(412, 'The resource is at a version that If-None-Match names.');
  }
}

/** @throws ScimError 412 where there is an If-Match that neither is `*` nor names the version */
export function demandMatch(ifMatch: string | undefined, version: string): void {
  if (ifMatch !== undefined && !names(ifMatch, version)) {
    throw new ScimError(412, 'The resource has changed: its version is not the one in If-Match.');
  }
}

/** Whether a header of entity tags names this version; tags compare weakly (RFC 9110 8.8.3.2). */
export function names(header: string, version: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(version));
}
