/** JSON that keeps maps, sets and bigints apart from plain ones. */
export const writeTagged = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => {
    if (one instanceof Map) return { $map: [...one] as unknown };
    if (one instanceof Set) return { $set: [...one] as unknown };
    if (typeof one === 'bigint') return { $bigint: String(one) };
    return one;
  });

/** @throws SyntaxError where it is none */
export const readTagged = (text: string): unknown =>
  JSON.parse(text, (_key, one: unknown) => {
    if (typeof one !== 'object' || one === null) return one;
    if ('$map' in one) return new Map(one.$map as [unknown, unknown][]);
    if ('$set' in one) return new Set(one.$set as unknown[]);
    if ('$bigint' in one) return BigInt(one.$bigint as string);
    return one;
  }) as unknown;
