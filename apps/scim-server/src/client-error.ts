import type { Socket } from 'node:net';
import { ScimError, scimErrorBody } from '#scim';

/** Bytes of a request's line and headers: a filter of the greatest length, every character of it encoded. */
export const maxHeaderBytes = 65_536;

/** Answers what is no request that could be routed, such as headers over the limit, and closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const told =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new ScimError(
          431,
          `The address and headers of the request are larger than ${String(maxHeaderBytes)} bytes.`,
        )
      : new ScimError(400, 'The request is not valid HTTP.');
  const body = JSON.stringify(scimErrorBody(told));
  const head = [
    `HTTP/1.1 ${String(told.status)} ${told.status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
    'content-type: application/scim+json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
