import { rawRequest } from '../support/raw-request.js';
import type { RawAnswer } from '../support/raw-request.js';
import { SchemaCheck } from '../support/schema-check.js';
import type { ServedSchema } from '../support/schema-check.js';
import { seeded } from '../support/seeded.js';
import { randomRequest } from './requests.js';
import type { FuzzRequest } from './requests.js';

/** Ids a lane remembers, the newest of each type: enough to meet again, few enough to meet often. */
const remembered = 40;

/** Requests of no more bytes than this are read to their end. */
const readAtMost = 100_000;

/** One client that sends one request after the other, each following from the seed. */
export class Lane {
  readonly statuses = new Map<number, number>();
  readonly failures: string[] = [];
  private readonly known = { Users: [] as string[], Groups: [] as string[] };

  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly seed: number,
  ) {}

  async run(count: number): Promise<void> {
    const random = seeded(this.seed);
    for (let n = 0; n < count; n += 1) {
      const request = randomRequest(random, this.known);
      const answer = await this.send(request);
      this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
      const fault = faultOf(request, answer);
      if (fault !== undefined) this.failures.push(`${fault}: ${JSON.stringify(request).slice(0, 2_000)}`);
      this.learn(request, answer);
    }
    await this.checkStored();
  }

  private async send({ method, path, headers, body }: FuzzRequest): Promise<RawAnswer> {
    const { origin, pathname } = new URL(this.baseUrl);
    const all = { authorization: `Bearer ${this.token}`, ...headers };
    const sent = { method, headers: all, ...(body === undefined ? {} : { body }) };
    try {
      return await rawRequest(origin, pathname + path, sent);
    } catch (error) {
      // A server may hang up on what is larger than it reads; its answer is lost then as often as not.
      if (path.length + (body?.length ?? 0) > readAtMost) return { status: 413, headers: {}, text: '' };
      throw error;
    }
  }

  private learn({ method, path }: FuzzRequest, { status, text }: RawAnswer): void {
    const type = path === '/Users' ? 'Users' : path === '/Groups' ? 'Groups' : undefined;
    if (method !== 'POST' || status !== 201 || type === undefined) return;
    const ids = this.known[type];
    ids.push((JSON.parse(text) as { id: string }).id);
    if (ids.length > remembered) ids.shift();
  }

  /** Nothing may be stored half: every resource is as /Schemas says. */
  private async checkStored(): Promise<void> {
    const list = async (path: string) => {
      const { status, text } = await this.send({ method: 'GET', path, headers: {} });
      if (status !== 200) throw new Error(`${path} answered ${String(status)}`);
      return (JSON.parse(text) as { Resources: readonly Record<string, unknown>[] }).Resources;
    };
    const check = new SchemaCheck((await list('/Schemas')) as unknown as readonly ServedSchema[]);
    for (const type of ['Users', 'Groups']) {
      const resources = await list(`/${type}?count=1000`);
      const faults = resources.flatMap((resource) =>
        check.faultsOf(resource).map((fault) => `${String(resource.id)}: ${fault}`),
      );
      this.failures.push(...faults.slice(0, 20));
    }
  }
}

/** What is wrong with an answer whatever the request was. */
function faultOf({ path }: FuzzRequest, { status, headers, text }: RawAnswer): string | undefined {
  if (status === 413 && text === '') return undefined;
  if (status >= 500 && !(status === 501 && path.startsWith('/Me'))) return `answered ${String(status)}`;
  if (status === 204 || status === 304) return text === '' ? undefined : 'has a body with no content';
  const body = parsed(text);
  if (body === undefined) return `answered ${String(status)} without JSON`;
  if (status < 400) return undefined;
  if (!/^application\/(scim\+)?json/.test(headers['content-type'] ?? '')) return 'has another media type';
  const members = Object.keys(body).filter((name) => name !== 'scimType');
  // An address that leads out of the SCIM root is answered as the rest of the house does.
  if (path.includes('..%2F')) return undefined;
  const isError = members.join() === 'schemas,status,detail' && body.status === String(status);
  return isError ? undefined : `answered ${String(status)} with no SCIM error`;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
