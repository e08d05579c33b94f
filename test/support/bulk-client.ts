import type { Tenant } from './bridge.js';
import type { Answer, ScimDocument } from './clients.js';

/** What became of one operation. */
export interface BulkOutcome {
  readonly method?: string;
  readonly bulkId?: string;
  readonly location?: string;
  readonly version?: string;
  readonly status: string;
  readonly response?: ScimDocument;
}

export const bulkRequest = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];

export const outcomesOf = ({ body }: Answer<ScimDocument>): readonly BulkOutcome[] =>
  body.Operations as readonly BulkOutcome[];

export const idOf = (outcome: BulkOutcome | undefined): string => outcome?.location?.split('/').at(-1) ?? '';

/** An operation that creates. */
export const create = (path: string, bulkId: string, data: object): object => ({
  method: 'POST',
  path,
  bulkId,
  data,
});

/** Bulk requests of one connection. */
export class BulkClient {
  constructor(private readonly tenant: Tenant) {}

  ask(Operations: readonly unknown[], more: object = {}): Promise<Answer<ScimDocument>> {
    return this.tenant.scim.post('/Bulk', { schemas: bulkRequest, Operations, ...more });
  }

  async run(Operations: readonly unknown[], more: object = {}): Promise<readonly BulkOutcome[]> {
    return outcomesOf(await this.ask(Operations, more));
  }

  /** Reads what an operation has made or changed. */
  async read(outcome: BulkOutcome | undefined): Promise<ScimDocument> {
    const path = outcome?.location?.split('/scim/v2')[1] ?? '/nowhere';
    return (await this.tenant.scim.get(path)).body;
  }
}
