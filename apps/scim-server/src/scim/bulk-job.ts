import { asResourceId, Bug } from '#common';
import type { ResourceId } from '#common';
import { bulkIdIn, entityTag, locationOf, readUser, ScimError, withIds } from '#scim';
import type { BulkAsk, BulkOperation, BulkRequest, BulkResult } from '#scim';
import type { StoredResource } from '#store';
import { newResourceId } from './new-user.js';
import type { WantedUser } from './wanted-user.js';

type Addressed = Exclude<BulkAsk, { readonly method: 'POST' }>;

/**
 * A bulk request while it is carried out. Whatever it creates has its id from the beginning, so that every
 * reference can be written down before what it names is there.
 */
export class BulkJob {
  private readonly results = new Map<number, BulkResult>();
  private readonly ids = new Map<string, ResourceId>();
  private readonly makers = new Map<string, number>();
  private errors = 0;

  constructor(
    private readonly request: BulkRequest,
    private readonly baseUrl: string,
  ) {
    for (const [index, { bulkId, ask }] of request.operations.entries()) {
      if (bulkId === undefined || ask instanceof ScimError || ask.method !== 'POST') continue;
      this.ids.set(bulkId, newResourceId());
      this.makers.set(bulkId, index);
    }
  }

  get stopsAtErrors(): boolean {
    return this.request.failOnErrors !== undefined;
  }

  /** Whether as many errors have happened as the client accepts. */
  get isOver(): boolean {
    const { failOnErrors } = this.request;
    return failOnErrors !== undefined && this.errors >= failOnErrors;
  }

  /** @throws ScimError of an operation that cannot be done */
  askOf(index: number): BulkAsk {
    const ask = this.operation(index).ask;
    if (ask instanceof ScimError) throw ask;
    return ask;
  }

  idOf(index: number): ResourceId {
    const id = this.ids.get(this.operation(index).bulkId ?? '');
    if (id === undefined) throw new Bug('bulk-operation-creates-nothing');
    return id;
  }

  /** The User that an operation creates, where that is all it does and nothing is wrong with it. */
  wantedUser(index: number): WantedUser | undefined {
    const { ask } = this.operation(index);
    if (ask instanceof ScimError || ask.method !== 'POST' || ask.type !== 'User') return undefined;
    if (this.wrongIn([index]).size > 0) return undefined;
    try {
      return { index, id: this.idOf(index), body: readUser(this.resolved(ask.data)).body };
    } catch (error) {
      // It is read once more when its turn comes, and told then.
      if (error instanceof ScimError) return undefined;
      throw error;
    }
  }

  /** Whether one of these operations refers to one of those Users. */
  refersTo(step: readonly number[], batch: readonly WantedUser[]): boolean {
    const makers = new Set(batch.map(({ index }) => index));
    return step.some((index) =>
      this.operation(index).references.some((bulkId) => makers.has(this.makers.get(bulkId) ?? -1)),
    );
  }

  /** Why operations of a step cannot be done: what they refer to is not there, and never will be. */
  wrongIn(step: readonly number[]): ReadonlyMap<number, ScimError> {
    const wrong = new Map<number, ScimError>();
    for (const index of step) {
      const { ask, references } = this.operation(index);
      if (ask instanceof ScimError) wrong.set(index, ask);
      else if (references.some((bulkId) => !this.makers.has(bulkId))) {
        const detail = `Operations[${String(index)}] refers to a bulkId that no operation has.`;
        wrong.set(index, new ScimError(400, detail, 'invalidValue'));
      } else if (references.some((bulkId) => this.hasFailed(bulkId))) {
        const detail = `Operations[${String(index)}] refers to a resource that could not be created.`;
        wrong.set(index, new ScimError(409, detail));
      }
    }
    return wrong;
  }

  /** Data with ids for bulkIds. */
  resolved(data: unknown): unknown {
    return withIds(data, (bulkId) => this.ids.get(bulkId));
  }

  /** The resource that an operation is about. */
  target({ type, id }: Addressed): { readonly id: ResourceId | undefined; readonly location: string } {
    const bulkId = bulkIdIn(id);
    const resource = bulkId === undefined ? asResourceId(id) : this.ids.get(bulkId);
    return { id: resource, location: locationOf(this.baseUrl, type, resource ?? addressable(id)) };
  }

  createdAs(stored: StoredResource): BulkResult {
    return { status: 201, ...this.shown(stored) };
  }

  changedAs(stored: StoredResource): BulkResult {
    return { status: 200, ...this.shown(stored) };
  }

  /** What was created by these operations; undefined where the userName was taken. */
  created(step: readonly number[], made: readonly (StoredResource | undefined)[]): void {
    for (const [place, index] of step.entries()) {
      const stored = made[place];
      if (stored) this.finish(index, this.createdAs(stored));
      else this.fail(index, new ScimError(409, 'userName is already in use.', 'uniqueness'));
    }
  }

  finish(index: number, result: BulkResult): void {
    this.results.set(index, result);
  }

  fail(index: number, error: ScimError): void {
    const { ask } = this.operation(index);
    const isAddressed = !(ask instanceof ScimError) && ask.method !== 'POST';
    this.results.set(index, isAddressed ? { error, location: this.target(ask).location } : { error });
    this.errors += 1;
  }

  /** What became of the operations, in the order they came. */
  done(): readonly { readonly operation: BulkOperation; readonly result: BulkResult }[] {
    return this.request.operations.flatMap((operation, index) => {
      const result = this.results.get(index);
      return result ? [{ operation, result }] : [];
    });
  }

  private operation(index: number): BulkOperation {
    const operation = this.request.operations[index];
    if (!operation) throw new Bug('bulk-operation-out-of-range');
    return operation;
  }

  private hasFailed(bulkId: string): boolean {
    const result = this.results.get(this.makers.get(bulkId) ?? -1);
    return result !== undefined && 'error' in result;
  }

  private shown({ id, type, generation }: StoredResource): {
    readonly location: string;
    readonly version: string;
  } {
    return { location: locationOf(this.baseUrl, type, id), version: entityTag(generation) };
  }
}

/** What a client calls a resource as part of an address; half a surrogate pair has no place there. */
const addressable = (id: string): string => encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\ufffd'));
