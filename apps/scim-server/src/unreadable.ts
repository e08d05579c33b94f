import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ScimError, scimErrorBody } from '#scim';

/** Bytes of a request's line and headers: a filter as long as one may be, each of its characters escaped. */
export const maxHeaderBytes = 131_072;

/** Answers what cannot be read as a request. Whom it was for is not known; only SCIM clients send that much. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const told =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new ScimError(431, `The address and headers may have ${String(maxHeaderBytes)} bytes at most.`)
      : new ScimError(400, 'This is no HTTP request.');
  const body = JSON.stringify(scimErrorBody(told));
  const lines = [
    `HTTP/1.1 ${String(told.status)} ${STATUS_CODES[told.status] ?? ''}`,
    'content-type: application/scim+json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
