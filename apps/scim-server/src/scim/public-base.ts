import type { FastifyRequest } from 'fastify';

/** Nest's token for PublicBase. */
export const PUBLIC_BASE = Symbol('PublicBase');

/** The address of the SCIM root as a request's client knows it: what `meta.location` begins with. */
export type PublicBase = (request: FastifyRequest) => string;
