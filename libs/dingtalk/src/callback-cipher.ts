import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const block = 32;
const leadBytes = 16;
const lengthBytes = 4;

/** What DingTalk's console and the bridge share about one HTTP callback (fact sheet 7.2). */
export interface CallbackKeys {
  readonly token: string;
  /** 43 letters and digits: base64 of 32 bytes without its last sign. */
  readonly aesKey: string;
  /** AppKey, or the CorpId where the legacy API made the callback. */
  readonly owner: string;
}

/** Signs, opens and seals what goes through an HTTP callback (fact sheet 7.2). */
export class CallbackCipher {
  private readonly key: Buffer;

  constructor(private readonly keys: CallbackKeys) {
    this.key = Buffer.from(`${keys.aesKey}=`, 'base64');
  }

  /** Lower-case hex SHA-1 of the four texts in lexicographic order. */
  signature(timestamp: string, nonce: string, encrypted: string): string {
    const sorted = [this.keys.token, timestamp, nonce, encrypted].sort();
    return createHash('sha1').update(sorted.join('')).digest('hex');
  }

  /** Whether DingTalk signed it; it takes as long whatever was sent. */
  isSigned(signature: string, timestamp: string, nonce: string, encrypted: string): boolean {
    const expected = Buffer.from(this.signature(timestamp, nonce, encrypted));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** @param lead 16 bytes that make equal messages differ */
  encrypt(message: string, lead: Buffer = randomBytes(leadBytes)): string {
    const text = Buffer.from(message, 'utf8');
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(text.length);
    const plain = Buffer.concat([lead, length, text, Buffer.from(this.keys.owner, 'utf8')]);
    const missing = block - (plain.length % block);
    const cipher = createCipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([plain, Buffer.alloc(missing, missing)]);
    return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  }

  /** The message; undefined where it is damaged or another owner's. */
  decrypt(encrypted: string): string | undefined {
    const bytes = Buffer.from(encrypted, 'base64');
    if (bytes.length === 0 || bytes.length % block !== 0) return undefined;
    const cipher = createDecipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const padding = padded.at(-1) ?? 0;
    if (padding < 1 || padding > block) return undefined;
    const plain = padded.subarray(0, padded.length - padding);
    if (plain.length < leadBytes + lengthBytes) return undefined;
    const end = leadBytes + lengthBytes + plain.readUInt32BE(leadBytes);
    if (end > plain.length || plain.toString('utf8', end) !== this.keys.owner) return undefined;
    return plain.toString('utf8', leadBytes + lengthBytes, end);
  }

  /** What DingTalk is answered with: `success`, sealed and signed. */
  reply(now: Date): Readonly<Record<'msg_signature' | 'encrypt' | 'timeStamp' | 'nonce', string>> {
    const timeStamp = String(now.getTime());
    const nonce = randomBytes(8).toString('hex');
    const encrypt = this.encrypt('success');
    return { msg_signature: this.signature(timeStamp, nonce, encrypt), encrypt, timeStamp, nonce };
  }
}
