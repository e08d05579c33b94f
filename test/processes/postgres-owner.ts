import { startEmbeddedPostgres } from '#embedded-postgres';

/** Started by a spec as a process of its own: starts or joins the PostgreSQL of a home, and stops it when told. */
const home = process.argv[2] ?? '';

const server = await startEmbeddedPostgres({ home, durable: false });
process.on('message', () => {
  void server.stop().then(() => process.exit(0));
});
// The spec that started it is gone: so is the server's purpose.
process.on('disconnect', () => {
  void server.stop().finally(() => process.exit(0));
});
process.send?.({ url: server.urlOf('postgres'), port: server.port });
