import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { Queue } from 'bullmq';
import type { FastifyInstance } from 'fastify';
import { boardPath } from './board-path.js';

/** Its page asks another house for fonts: a browser refuses that by our policy, and slowly in some countries. */
const foreignFonts = /<link[^>]*https:\/\/fonts\.[^>]*>/g;

/** Mounts Bull Board, read-only: a job carries ids only, and the sweep rings again for whatever is lost. */
export async function mountBoard(server: FastifyInstance, queues: readonly Queue[]): Promise<void> {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(boardPath);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    // Its optional members are written without undefined, which our stricter compiler tells apart.
    serverAdapter: adapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
    options: {
      uiConfig: {
        boardTitle: 'SCIM to DingTalk',
        miscLinks: [{ text: 'Console / 控制台', url: '/console' }],
        hideDocsLink: true,
        // The queue may live in Postgres; and what a Redis tells of itself is its operator's business.
        hideRedisDetails: true,
      },
    },
  });
  await server.register(async (scope) => {
    scope.addHook('onSend', (_request, _reply, payload, done) => {
      done(null, typeof payload === 'string' ? payload.replace(foreignFonts, '') : payload);
    });
    await scope.register(adapter.registerPlugin(), { prefix: boardPath });
  });
}
