import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

/** The page's files lie beside the sources: they are served as they are. */
const folder = path.resolve(import.meta.dirname, '../../../../apps/dingtalk-simulator/page');

const files: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'person.js': 'text/javascript; charset=utf-8',
  'control.js': 'text/javascript; charset=utf-8',
  'texts.js': 'text/javascript; charset=utf-8',
};

/** A small page at `/` on which a person who tries the bridge sees DingTalk change. */
export function registerPage(server: FastifyInstance): void {
  for (const [name, type] of Object.entries(files)) {
    const content = readFileSync(path.join(folder, name), 'utf8');
    server.get(name === 'index.html' ? '/' : `/__sim/page/${name}`, (_request, reply) =>
      reply
        .type(type)
        .header('content-security-policy', "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'")
        .header('cache-control', 'no-store')
        .serializer(String)
        .send(content),
    );
  }
}
