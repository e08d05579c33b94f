import type { FastifyRequest } from 'fastify';

/** Who decides or asks, as it is written down. */
export const askedBy = ({ administrator = '' }: FastifyRequest): string => `admin:${administrator}`;
