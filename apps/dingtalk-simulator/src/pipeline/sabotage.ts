import type { Fault } from '../fault.js';
import { Refusal } from '../refusal.js';
import type { Outgoing } from './call.js';
import { generationOf } from '../endpoints/endpoint.js';

const hugeBytes = 17 * 1_024 * 1_024;
const nestedLevels = 10_000;

/** What a fault answers instead of the truth; undefined where it only waits or takes a permission. @throws Refusal */
export function sabotage(fault: Fault, path: string): Outgoing | undefined {
  if (fault.cut !== undefined) return { kind: 'cut' };
  if (fault.hang) return { kind: 'hang' };
  if (fault.html) return page(fault.httpStatus ?? 200);
  if (fault.body !== undefined) return nonsense(fault.body, fault.httpStatus ?? 200);
  if (fault.subCode !== undefined) throw new Refusal(fault.subCode, { gateway: true });
  if (fault.errcode !== undefined) throw new Refusal(String(fault.errcode));
  if (fault.code !== undefined)
    throw new Refusal(fault.code, { status: fault.httpStatus ?? 400, text: fault.code });
  if (fault.httpStatus === undefined) return undefined;
  const type =
    generationOf(path) === 'new' ? 'application/json;charset=utf-8' : 'application/json;charset=UTF-8';
  return { kind: 'json', status: fault.httpStatus, type, body: {} };
}

const page = (status: number): Outgoing => ({
  kind: 'text',
  status,
  type: 'text/html',
  text: '<html><body>blocked</body></html>',
});

function nonsense(body: NonNullable<Fault['body']>, status: number): Outgoing {
  const text = (content: string): Outgoing => ({
    kind: 'text',
    status,
    type: 'application/json;charset=UTF-8',
    text: content,
  });
  switch (body) {
    case 'garbage':
      return text('{"errcode":0,"errmsg":');
    case 'truncated':
      return { kind: 'truncated', text: '{"errcode":0,"errmsg":"ok","result":{' };
    case 'huge':
      return text(`{"errcode":0,"errmsg":"${'x'.repeat(hugeBytes)}"}`);
    case 'nested':
      return text(
        `{"errcode":0,"errmsg":"ok","result":${'['.repeat(nestedLevels)}${']'.repeat(nestedLevels)}}`,
      );
    case 'empty':
      return text('');
  }
}
