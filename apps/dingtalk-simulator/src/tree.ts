import type { Department, DepartmentChanges } from './department.js';

/** The departments of an organisation, and who heads them. */
export class DepartmentTree {
  readonly departments = new Map<number, Department>();
  readonly children = new Map<number, Set<number>>();
  /** Departments that somebody heads, by userid. */
  private readonly headed = new Map<string, Set<number>>();

  add(department: Department): void {
    this.departments.set(department.id, department);
    // A child may have come back before its parent.
    if (!this.children.has(department.id)) this.children.set(department.id, new Set());
    this.link(department);
  }

  update(department: Department, changes: DepartmentChanges): void {
    this.unlink(department);
    Object.assign(department, changes);
    this.link(department);
  }

  remove(department: Department): void {
    this.unlink(department);
    this.departments.delete(department.id);
    this.children.delete(department.id);
  }

  /** Nobody is headed by him any more. */
  removeHead(userid: string): void {
    for (const id of [...(this.headed.get(userid) ?? [])]) {
      const department = this.departments.get(id);
      if (department)
        this.update(department, { managers: department.managers.filter((one) => one !== userid) });
    }
  }

  /** The department and all below it, itself first. */
  subtree(id: number): readonly number[] {
    const found = [id];
    for (const at of found) found.push(...(this.children.get(at) ?? []));
    return found;
  }

  /** From the department up to the root, itself first. */
  ancestors(id: number): readonly number[] {
    const found: number[] = [];
    for (let at: number | undefined = id; at !== undefined; at = this.departments.get(at)?.parentId)
      found.push(at);
    return found;
  }

  /** Levels of the subtree: 1 for a department without any below it. */
  height(id: number): number {
    return 1 + Math.max(0, ...[...(this.children.get(id) ?? [])].map((child) => this.height(child)));
  }

  /** Departments right below, smaller order first (fact sheet 2.6). */
  below(id: number): readonly Department[] {
    return [...(this.children.get(id) ?? [])]
      .flatMap((child) => this.departments.get(child) ?? [])
      .sort((one, other) => one.order - other.order || one.id - other.id);
  }

  private link({ id, parentId, managers }: Department): void {
    if (parentId !== undefined) {
      const siblings = this.children.get(parentId) ?? new Set();
      this.children.set(parentId, siblings.add(id));
    }
    for (const userid of managers) {
      const headed = this.headed.get(userid) ?? new Set();
      this.headed.set(userid, headed.add(id));
    }
  }

  private unlink({ id, parentId, managers }: Department): void {
    if (parentId !== undefined) this.children.get(parentId)?.delete(id);
    for (const userid of managers) {
      const headed = this.headed.get(userid);
      headed?.delete(id);
      if (headed?.size === 0) this.headed.delete(userid);
    }
  }
}
