import type { IncomingMessage } from 'node:http';

const maxBytes = 67_108_864;
const withinMs = 10_000;

/**
 * Reads what is left of a request and forgets it, within bounds. Who still sends when a connection is closed is told
 * of that by the network, and the answer that was on its way is lost (RFC 9112 section 9.6).
 */
export function readRest(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = maxBytes;
    const count = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) done();
    };
    const timer = setTimeout(done, withinMs);
    function done() {
      clearTimeout(timer);
      request.off('data', count).off('end', done).off('close', done);
      resolve();
    }
    request.on('data', count).once('end', done).once('close', done);
    request.resume();
  });
}
