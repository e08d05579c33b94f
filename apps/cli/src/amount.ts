/** So many of something, in words: `1 call`, `2 calls`. */
export const amount = (n: number, one: string, several = `${one}s`): string =>
  `${String(n)} ${n === 1 ? one : several}`;
