import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

const block = 32;
const leadBytes = 16;

/** Signs and encrypts HTTP callbacks (fact sheet 7.2). */
export class CallbackCipher {
  private readonly key: Buffer;

  constructor(
    private readonly token: string,
    /** 43 letters and digits: base64 of 32 bytes without its last sign. */
    aesKey: string,
    private readonly owner: string,
  ) {
    this.key = Buffer.from(`${aesKey}=`, 'base64');
  }

  /** Lower-case hex SHA-1 of the four texts in lexicographic order. */
  signature(timestamp: string, nonce: string, encrypted: string): string {
    const sorted = [this.token, timestamp, nonce, encrypted].sort();
    return createHash('sha1').update(sorted.join('')).digest('hex');
  }

  /** Base64 of lead, length, message and owner, padded to a multiple of 32. @param lead 16 random characters */
  encrypt(message: string, lead: string): string {
    const text = Buffer.from(message, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const plain = Buffer.concat([Buffer.from(lead, 'latin1'), length, text, Buffer.from(this.owner)]);
    const missing = block - (plain.length % block);
    const cipher = createCipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([plain, Buffer.alloc(missing, missing)]);
    return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  }

  /** The message; undefined where it is damaged or belongs to another owner. */
  decrypt(encrypted: string): string | undefined {
    try {
      const cipher = createDecipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(
        false,
      );
      const padded = Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()]);
      const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
      const end = leadBytes + 4 + plain.readUInt32BE(leadBytes);
      if (plain.toString('utf8', end) !== this.owner) return undefined;
      return plain.toString('utf8', leadBytes + 4, end);
    } catch {
      return undefined;
    }
  }
}
