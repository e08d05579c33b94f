import type { FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import type { ScimTokens } from '#store';

/** 401 of the SCIM door; the answer is the same for unknown, expired and revoked tokens. */
export class Unauthorized extends ScimError {
  constructor(readonly challenge: string) {
    super(401, 'A valid bearer token is required.');
  }
}

/**
 * Lets a request with a SCIM token in, as its connection (RFC 6750 2.1, 3). Cookies are not looked at. What
 * one client calls "jwt" is a bearer token all the same.
 */
export async function authenticate(request: FastifyRequest, tokens: ScimTokens): Promise<void> {
  const token = /^(?:Bearer|jwt) +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const owner = token === undefined ? undefined : await tokens.ownerOf(token);
  if (!owner)
    throw new Unauthorized(
      token === undefined ? 'Bearer realm="scim"' : 'Bearer realm="scim", error="invalid_token"',
    );
  request.scimOwner = owner;
}
