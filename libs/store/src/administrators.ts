import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { LessThan, MoreThan } from 'typeorm';
import type { Database } from './database.js';
import { translated } from './database.js';
import { AdministratorEntity, AdminSessionEntity } from './entities/administrator.js';
import { newSecret, secretHash } from './secrets.js';

const derive = promisify<string, Buffer, number, { N: number; maxmem: number }, Buffer>(scrypt);
const cost = { N: 2 ** 15, maxmem: 64 * 2 ** 20 };

const sessionHours = 12;

/** Who may sign in to the console, and the browsers that are signed in. */
export class Administrators {
  constructor(private readonly database: Database) {}

  /** Makes the administrator, or gives him this password where he has another: the environment decides. */
  async ensure(name: string, password: string): Promise<void> {
    if (await this.passwordIs(name, password)) return;
    const row = { name, passwordHash: await hashPassword(password) };
    await translated(this.administrators.upsert(row, ['name']));
    await translated(this.sessions.delete({ administrator: name }));
  }

  /** The cookie value of a new session, or undefined where name and password do not belong together. */
  async signIn(
    name: string,
    password: string,
  ): Promise<{ readonly secret: string; readonly hours: number } | undefined> {
    if (!(await this.passwordIs(name, password))) return undefined;
    const secret = newSecret('session');
    const expiresAt = new Date(Date.now() + sessionHours * 3_600_000);
    await translated(this.sessions.insert({ hash: secretHash(secret), administrator: name, expiresAt }));
    await translated(this.sessions.delete({ expiresAt: LessThan(new Date()) }));
    return { secret, hours: sessionHours };
  }

  async signOut(secret: string): Promise<void> {
    await translated(this.sessions.delete({ hash: secretHash(secret) }));
  }

  /** The administrator a session belongs to, while it lasts. */
  async administratorOf(secret: string): Promise<string | undefined> {
    const where = { hash: secretHash(secret), expiresAt: MoreThan(new Date()) };
    return (await translated(this.sessions.findOneBy(where)))?.administrator;
  }

  private async passwordIs(name: string, password: string): Promise<boolean> {
    const found = await translated(this.administrators.findOneBy({ name }));
    // An unknown name takes as long as a known one.
    const [salt = '', expected = ''] = (found?.passwordHash ?? `${'0'.repeat(32)}:`).split(':');
    const derived = await derive(password, Buffer.from(salt, 'hex'), 32, cost);
    const wanted = Buffer.from(expected, 'hex');
    return wanted.length === derived.length && timingSafeEqual(wanted, derived);
  }

  private get administrators() {
    return this.database.orm.getRepository(AdministratorEntity);
  }

  private get sessions() {
    return this.database.orm.getRepository(AdminSessionEntity);
  }
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt, 32, cost)).toString('hex')}`;
}
