import path from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Builds to dist/console. The server puts a nonce of its own into every answer in place of the word below. */
export default defineConfig({
  root: here,
  base: '/console/',
  html: { cspNonce: 'nonce-of-this-answer' },
  resolve: { alias: { '#admin-api': path.resolve(here, '../../libs/admin-api/src/index.ts') } },
  build: {
    outDir: path.resolve(here, '../../dist/console'),
    emptyOutDir: true,
    // Every chunk is a file of its own: the content security policy allows no data: script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // Swagger UI is one file; only its own page loads it.
    chunkSizeWarningLimit: 1800,
    rolldownOptions: {
      // The table of endpoints is used for its types: its validators stay on the server.
      treeshake: { moduleSideEffects: (id) => !id.includes('/libs/admin-api/') },
      // Ant Design marks its modules for servers that render; there is none here.
      onwarn(warning, warn) {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  // While the pages are worked on: the bridge of `npm start` answers what is not a page.
  server: { proxy: { '/admin': 'http://127.0.0.1:3000', '/queues': 'http://127.0.0.1:3000' } },
});
