import { Socket } from 'node:net';

/**
 * A socket that gives up when its call is not taken in time: nobody is there. Who has taken it may be slow in
 * answering, on a machine that has much to do.
 */
export function dial(withinMs: number): Socket {
  const socket = new Socket();
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('connection not taken'), { code: 'ETIMEDOUT' }));
  }, withinMs);
  const stop = () => {
    clearTimeout(timer);
  };
  return socket.once('connect', stop).once('close', stop);
}
