import type { World } from '../world.js';
import type { Outgoing } from './call.js';

/** What a banned address is shown instead of an answer: JSON called HTML, or a page (fact sheet 6.1, 11.2, 14.9). */
export function banPage({ random, variants }: World): Outgoing {
  const uuid = random.text(6, '0123456789abcdef');
  const text =
    variants.banBody === 'json'
      ? JSON.stringify({ status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid })
      : `<!doctype html><html><head><title>Access denied</title></head><body>deny ${uuid}</body></html>`;
  return { kind: 'text', status: variants.banStatus, type: 'text/html', text };
}
