import { endpoints } from '#admin-api';
import type { Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { connectionIdOf } from './connection-id.js';
import { resourceIdOf } from './resource-id.js';
import { taskAnswer } from './task-answer.js';
import { tellTrace } from './tell-trace.js';
import type { Trace } from './tell-trace.js';
import type { Report } from './terminal.js';
import { pathTo } from './path-to.js';

/** The options of `explain` and `sync`. */
export interface ExplainOptions {
  readonly json?: boolean | undefined;
}

const { ofResource, sync } = endpoints.explain;
const patienceMs = 60_000;

/** @throws AdminApiError when there is no such person or department, or nobody answers */
export async function explain(
  api: AdminApi,
  verb: 'explain' | 'sync',
  connection: string,
  person: string,
  { json = false }: ExplainOptions,
): Promise<Report> {
  const id = await connectionIdOf(api, connection);
  const resource = await resourceIdOf(api, id, person);
  const { method, path } = verb === 'sync' ? sync : ofResource;
  const at = pathTo({ ...ofResource, path }, { id, resource });
  const answer = await api.call<Heard<typeof ofResource>>(method, at);
  const trace = 'rounds' in answer ? answer : await later(api, answer, id, resource);
  const inStep = trace.ended === null || trace.ended.outcome === 'converged';
  const code = verb === 'explain' || inStep ? 0 : 1;
  return { text: json ? JSON.stringify(trace, null, 2) : tellTrace(trace), code };
}

/** It took longer than anybody waits: how it stands afterwards. */
async function later(api: AdminApi, first: object, id: string, resource: string): Promise<Trace> {
  if ((await taskAnswer(api, first, patienceMs)) !== null) {
    const answer = await api.call<Heard<typeof ofResource>>('GET', pathTo(ofResource, { id, resource }));
    if ('rounds' in answer) return answer;
  }
  throw new AdminApiError('The pusher did not answer. Does it run?');
}
