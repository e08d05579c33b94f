import type { CallbackCipher } from './callback-cipher.js';

interface Sealed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
}

const longestReply = 10_000;

/** Posts a sealed message; true when the reply is signed and says `success` (fact sheet 7.2). */
export async function postCallback(
  url: string,
  cipher: CallbackCipher,
  { timestamp, nonce, encrypted }: Sealed,
  signal: AbortSignal,
): Promise<boolean> {
  const signature = cipher.signature(timestamp, nonce, encrypted);
  const address = new URL(url);
  for (const [key, value] of Object.entries({ signature, msg_signature: signature, timestamp, nonce }))
    address.searchParams.set(key, value);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ encrypt: encrypted }),
      redirect: 'manual',
      signal,
    });
    const text = await response.text();
    return response.status === 200 && text.length <= longestReply && confirms(cipher, JSON.parse(text));
  } catch {
    return false;
  }
}

function confirms(cipher: CallbackCipher, reply: unknown): boolean {
  const { msg_signature: signature, encrypt, timeStamp, nonce } = reply as Readonly<Record<string, unknown>>;
  if (typeof encrypt !== 'string' || typeof nonce !== 'string') return false;
  return (
    cipher.signature(String(timeStamp), nonce, encrypt) === signature && cipher.decrypt(encrypt) === 'success'
  );
}
