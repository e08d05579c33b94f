/** Works through a list, so many at a time. @returns things a second */
export async function perSecond<Thing>(
  things: readonly Thing[],
  atOnce: number,
  work: (thing: Thing) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    for (let thing = things[next++]; thing !== undefined; thing = things[next++]) await work(thing);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (things.length * 1_000) / (performance.now() - started);
}
