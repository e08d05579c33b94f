import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.js';
import { translated } from './database.js';
import { SealingEntity } from './entities/sealing.js';

const algorithm = 'aes-256-gcm';
const proofText = 'scim-dingtalk-bridge';
const proofContext = 'sealing-proof';

/** None of the given keys opens what is sealed here. */
export class WrongSealingKey extends Error {
  override readonly name = 'StartRefused';
  constructor() {
    super('SEALING_KEYS: none of these keys opens this store; start with the key it was sealed by.');
  }
}

/** `id:base64,id:base64,...` with 32-byte keys: the first seals, all open. */
export const sealingKeysSchema = z.string().transform((text, context) => {
  const keys = new Map<string, Buffer>();
  for (const entry of text.split(',')) {
    const [id, encoded] = entry.trim().split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (!id || !/^[\w.-]+$/.test(id) || key.length !== 32 || keys.has(id)) {
      context.addIssue({
        code: 'custom',
        message: 'must be id:base64 pairs of 32-byte keys, comma-separated',
      });
      return z.NEVER;
    }
    keys.set(id, key);
  }
  return new Sealer(keys);
});

/** Seals secrets at rest with AES-256-GCM. The context (what and whose it is) is bound to the ciphertext. */
export class Sealer {
  constructor(private readonly keys: ReadonlyMap<string, Buffer>) {}

  /** A sealer for one purpose, by keys derived of these (RFC 5869): what it seals opens nothing here. */
  derived(purpose: string): Sealer {
    const derive = (key: Buffer) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
    return new Sealer(new Map([...this.keys].map(([id, key]) => [id, derive(key)])));
  }

  seal(plain: string, context: string): string {
    const [first] = this.keys;
    if (!first) throw new WrongSealingKey();
    const [id, key] = first;
    const iv = randomBytes(12);
    const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${id}:${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  /** @throws WrongSealingKey when the key is not ours, or the text was sealed for another context */
  open(sealed: string, context: string): string {
    const [id = '', encoded = ''] = sealed.split(':');
    const key = this.keys.get(id);
    const bytes = Buffer.from(encoded, 'base64');
    if (!key || bytes.length < 28) throw new WrongSealingKey();
    try {
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      throw new WrongSealingKey();
    }
  }
}

/** Refuses a store that was sealed by another key; marks a new store as sealed by ours. */
export async function proveSealing(database: Database, sealer: Sealer): Promise<void> {
  const repository = database.orm.getRepository(SealingEntity);
  const fresh = { id: 1, proof: sealer.seal(proofText, proofContext) };
  await translated(repository.createQueryBuilder().insert().values(fresh).orIgnore().execute());
  const { proof } = await translated(repository.findOneByOrFail({ id: 1 }));
  if (sealer.open(proof, proofContext) !== proofText) throw new WrongSealingKey();
}
