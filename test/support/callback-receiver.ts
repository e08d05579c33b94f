import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it answers: as it should, with a signature that is wrong, with another word, not at all, with a status. */
export type Manner = 'success' | 'wrong-signature' | 'other-word' | 'silence' | 'error';

/** An app's door for callbacks, made from the documents alone. */
export interface CallbackReceiver {
  readonly url: string;
  manner: Manner;
  /** What was posted and rightly signed, decrypted. */
  readonly received: Readonly<Record<string, unknown>>[];
  readonly close: () => Promise<void>;
}

interface Settings {
  readonly token: string;
  readonly aesKey: string;
  /** Who must own the messages. */
  readonly owner: string;
}

/** Listens on this machine; settings are asked for when something comes in. */
export async function receiveCallbacks(settings: () => Settings): Promise<CallbackReceiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '/', 'http://receiver');
      const given = (name: string) => searchParams.get(name) ?? '';
      const { encrypt } = JSON.parse(body) as { readonly encrypt: string };
      const signed = sign(settings().token, given('timestamp'), given('nonce'), encrypt);
      if (signed !== given('msg_signature') || signed !== given('signature')) {
        response.writeHead(403).end();
        return;
      }
      receiver.received.push(JSON.parse(open(settings(), encrypt)) as Record<string, unknown>);
      answer(response, settings(), receiver.manner);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: CallbackReceiver = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/dingtalk`,
    manner: 'success',
    received: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

function answer(response: ServerResponse, settings: Settings, manner: Manner): void {
  if (manner === 'silence') return;
  if (manner === 'error') {
    response.writeHead(500).end('{}');
    return;
  }
  const encrypt = seal(settings, manner === 'other-word' ? 'failure' : 'success');
  const timeStamp = String(Date.now());
  const nonce = randomBytes(4).toString('hex');
  const signature = sign(settings.token, timeStamp, nonce, encrypt);
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      msg_signature: manner === 'wrong-signature' ? '0'.repeat(40) : signature,
      encrypt,
      timeStamp,
      nonce,
    }),
  );
}

function sign(...texts: readonly string[]): string {
  return createHash('sha1').update(texts.toSorted().join('')).digest('hex');
}

function open({ aesKey, owner }: Settings, encrypt: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(encrypt, 'base64'), cipher.final()]);
  const end = 20 + plain.readUInt32BE(16);
  const ownerThere = plain.toString('utf8', end, plain.length - (plain.at(-1) ?? 0));
  return ownerThere === owner ? plain.toString('utf8', 20, end) : `{"wrongOwner":"${ownerThere}"}`;
}

function seal({ aesKey, owner }: Settings, word: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(word.length);
  const plain = Buffer.concat([randomBytes(16), length, Buffer.from(word + owner)]);
  const missing = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const sealed = cipher.update(Buffer.concat([plain, Buffer.alloc(missing, missing)]));
  return Buffer.concat([sealed, cipher.final()]).toString('base64');
}
