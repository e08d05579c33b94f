import type { JsonObject } from '#common';

/** The detail error keywords of RFC 7644 Table 9 and RFC 9865 section 2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/**
 * A request that cannot be done, as the client is told (RFC 7644 section 3.12).
 * `detail` names attributes and positions and never holds a submitted value: values are personal data.
 */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly scimType?: ScimType;

  constructor(
    readonly status: number,
    readonly detail: string,
    scimType?: ScimType,
  ) {
    super(detail);
    if (scimType !== undefined) this.scimType = scimType;
  }
}

/** The JSON body of an error: exactly schemas, status (a string), scimType if any, detail (RFC 7644 3.12). */
export function scimErrorBody(error: ScimError): JsonObject {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const status = String(error.status);
  return error.scimType === undefined
    ? { schemas, status, detail: error.detail }
    : { schemas, status, scimType: error.scimType, detail: error.detail };
}

export const invalidSyntax = (detail: string): ScimError => new ScimError(400, detail, 'invalidSyntax');
export const invalidValue = (detail: string): ScimError => new ScimError(400, detail, 'invalidValue');
export const invalidFilter = (detail: string): ScimError => new ScimError(400, detail, 'invalidFilter');
export const invalidPath = (detail: string): ScimError => new ScimError(400, detail, 'invalidPath');
export const noTarget = (detail: string): ScimError => new ScimError(400, detail, 'noTarget');
export const mutability = (detail: string): ScimError => new ScimError(400, detail, 'mutability');
