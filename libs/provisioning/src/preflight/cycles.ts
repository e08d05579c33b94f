/**
 * Who lies on a circle of a graph in which everybody points to at most one other.
 *
 * @param next whom each points to
 */
export function onCycles(next: ReadonlyMap<string, string>): readonly string[] {
  const walked = new Set<string>();
  const found: string[] = [];
  for (const start of next.keys()) {
    const way = new Map<string, number>();
    const order: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !walked.has(at) && !way.has(at)) {
      way.set(at, order.length);
      order.push(at);
      at = next.get(at);
    }
    const from = at === undefined ? undefined : way.get(at);
    if (from !== undefined) found.push(...order.slice(from));
    for (const one of order) walked.add(one);
  }
  return found;
}
