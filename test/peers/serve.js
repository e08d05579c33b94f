import { once } from 'node:events';
import { createServer } from 'node:http';

/** Serves on a free port of this machine until told to end, and says where: {@link startPeer} of the specs reads it. */
export async function serve(handler, { path, token }) {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String(server.address().port)}${path}`;
  process.once('SIGTERM', () => process.exit(0));
  // Whoever started it is gone.
  process.once('disconnect', () => process.exit(0));
  console.log(JSON.stringify({ peer: { url, token } }));
  process.send('ready');
}
