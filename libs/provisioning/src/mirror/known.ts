import type { JsonObject } from '#common';
import type { MirrorDepartment } from './department.js';
import type { MirrorPerson } from './person.js';

/** A person as he was put into the store, back from it. */
export const personKnown = (known: JsonObject | undefined): MirrorPerson | undefined =>
  known as unknown as MirrorPerson | undefined;

/** A department as it was put into the store, back from it. */
export const departmentKnown = (known: JsonObject | undefined): MirrorDepartment | undefined =>
  known as unknown as MirrorDepartment | undefined;
