import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; maxmem: number }, Buffer>(scrypt);
const cost = { N: 2 ** 15, maxmem: 64 * 2 ** 20 };

/** A password as it is stored: salt and scrypt's derivation. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt, 32, cost)).toString('hex')}`;
}

/** Whether a password is the hashed one. Where there is none it takes as long to say no. */
export async function isPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [salt = '', expected = ''] = (hash ?? `${'0'.repeat(32)}:`).split(':');
  const derived = await derive(password, Buffer.from(salt, 'hex'), 32, cost);
  const wanted = Buffer.from(expected, 'hex');
  return wanted.length === derived.length && timingSafeEqual(wanted, derived);
}
