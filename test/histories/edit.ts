/** What mail reaches somebody by; it is never another's. */
export const emailsOf = (number: number, b: number): readonly object[] => [
  { type: 'work', value: `person${String(number)}.${String(b % 3)}@example.test` },
];

/** A small edit of a User. */
export function edit(number: number, b: number, c: number): readonly object[] {
  const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
  const name = replace('displayName', `Renamed ${String(c % 9)}`);
  const title = replace('title', `Title ${String(c % 9)}`);
  switch (b % 7) {
    case 0:
      return [name];
    case 1:
      return [title];
    case 2:
      return [{ op: 'remove', path: 'title' }];
    case 3:
      return [replace('emails', emailsOf(number, c))];
    case 4:
      return [replace('nickName', `Nick ${String(c % 5)}`)];
    case 5:
      return [{ op: 'remove', path: 'nickName' }];
    default:
      return [name, title];
  }
}
