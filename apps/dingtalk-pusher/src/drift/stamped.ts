import type { DepartmentRead, UserRead } from '#dingtalk';
import type { PlacedDepartment } from '../directory.js';

/** What bears the connection's stamp. */
export class Stamped {
  readonly accounts = new Map<string, UserRead>();
  /** By mark. */
  readonly marked = new Map<string, PlacedDepartment>();
  private readonly others = new Map<number, PlacedDepartment>();

  constructor(private readonly stamp: string) {}

  departments(below: readonly PlacedDepartment[]): void {
    for (const read of below) this.department(read);
  }

  people(members: readonly UserRead[]): void {
    for (const read of members)
      if (read.userId.startsWith(`${this.stamp}-`)) this.accounts.set(read.userId, read);
  }

  /** A list of departments may leave their marks out (fact sheet 2.5): these are to be asked for by themselves. */
  unmarked(): readonly number[] {
    return [...this.others.keys()];
  }

  mark(departmentId: number, { sourceIdentifier }: DepartmentRead): void {
    const read = this.others.get(departmentId);
    if (read && sourceIdentifier !== undefined)
      this.department(Object.assign({}, read, { sourceIdentifier }));
  }

  private department(read: PlacedDepartment): void {
    const { sourceIdentifier: mark, departmentId } = read;
    if (mark === undefined) this.others.set(departmentId, read);
    else if (mark.startsWith(`${this.stamp}:`)) this.marked.set(mark, read);
  }
}
