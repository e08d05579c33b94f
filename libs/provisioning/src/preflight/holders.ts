/** Who holds a value that only one may have: the first to be met, and whether he was told that he is not alone. */
export class Holders {
  private readonly first = new Map<string, { readonly id: string; told: boolean }>();

  /** @returns who is to be told of a collision: the newcomer, and at the first one the holder too */
  meet(key: string, id: string): readonly { readonly id: string; readonly other: string }[] {
    const holder = this.first.get(key);
    if (!holder) {
      this.first.set(key, { id, told: false });
      return [];
    }
    const newcomer = { id, other: holder.id };
    if (holder.told) return [newcomer];
    holder.told = true;
    return [{ id: holder.id, other: id }, newcomer];
  }
}
