import { createHash, randomBytes } from 'node:crypto';

/** A random secret that is shown once: 32 bytes, URL-safe. `prefix` lets scanners recognise a leaked one. */
export const newSecret = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** What of a random secret is stored and looked up. It has 256 bits of its own: no salt, no stretching. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
