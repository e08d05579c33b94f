import { readMessage } from '#scim';

/** What a list is asked for with, as it stands in a query or in a search request (RFC 7644 3.4.2, 3.4.3; RFC 9865 2). */
export interface ListParameters {
  readonly filter?: unknown;
  readonly sortBy?: unknown;
  readonly sortOrder?: unknown;
  readonly startIndex?: unknown;
  readonly count?: unknown;
  readonly cursor?: unknown;
  readonly attributes?: unknown;
  readonly excludedAttributes?: unknown;
}

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/** Names of members are case insensitive (RFC 7643 2.1); what is not known is ignored (RFC 7644 3.4.2). */
const names: Readonly<Record<string, keyof ListParameters>> = {
  filter: 'filter',
  sortby: 'sortBy',
  sortorder: 'sortOrder',
  startindex: 'startIndex',
  count: 'count',
  cursor: 'cursor',
  attributes: 'attributes',
  excludedattributes: 'excludedAttributes',
};

/** Reads the query of a request, whose names are written in many ways too. */
export function queryParameters(query: Readonly<Record<string, unknown>>): ListParameters {
  const parameters: Partial<Record<keyof ListParameters, unknown>> = {};
  for (const [name, value] of Object.entries(query)) {
    const known = Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined;
    if (known !== undefined) parameters[known] = value;
  }
  return parameters;
}

/**
 * Reads the body of a search request (RFC 7644 3.4.3).
 *
 * @throws ScimError 400 invalidSyntax for what is none
 */
export function searchParameters(body: unknown): ListParameters {
  return queryParameters(Object.fromEntries(readMessage(body, searchRequest)));
}
