import type { BulkOperation } from './operation.js';

/**
 * The order in which a bulk request is carried out: as it came, save that whatever is referred to comes first,
 * wherever it stands (RFC 7644 section 3.7.2). Operations that refer to each other in a circle are one step:
 * none of them can be done without the others. Steps hold positions in `operations`.
 */
export function bulkOrder(operations: readonly BulkOperation[]): readonly (readonly number[])[] {
  return new Components(operations).steps;
}

interface Visit {
  readonly order: number;
  low: number;
  onStack: boolean;
}

/** Tarjan's strongly connected components, which come out with what they depend on before them. */
class Components {
  readonly steps: (readonly number[])[] = [];
  private readonly makers = new Map<string, number>();
  private readonly visits = new Map<number, Visit>();
  private readonly stack: number[] = [];

  constructor(private readonly operations: readonly BulkOperation[]) {
    for (const [index, { method, bulkId }] of operations.entries()) {
      if (method === 'POST' && bulkId !== undefined && !this.makers.has(bulkId))
        this.makers.set(bulkId, index);
    }
    for (const index of operations.keys()) if (!this.visits.has(index)) this.visit(index);
  }

  private visit(index: number): Visit {
    const order = this.visits.size;
    const visit: Visit = { order, low: order, onStack: true };
    this.visits.set(index, visit);
    this.stack.push(index);
    for (const reference of this.operations[index]?.references ?? []) {
      const maker = this.makers.get(reference);
      if (maker === undefined) continue;
      const known = this.visits.get(maker);
      if (known === undefined) visit.low = Math.min(visit.low, this.visit(maker).low);
      else if (known.onStack) visit.low = Math.min(visit.low, known.order);
    }
    if (visit.low === visit.order) this.steps.push(this.takeStep(index));
    return visit;
  }

  private takeStep(first: number): readonly number[] {
    const step = this.stack.splice(this.stack.indexOf(first));
    for (const index of step) {
      const visit = this.visits.get(index);
      if (visit) visit.onStack = false;
    }
    return step.sort((a, b) => a - b);
  }
}
