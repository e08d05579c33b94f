import type { Department } from '../department.js';
import { newDepartment, rootId } from '../department.js';

/** The home-school address book; whatever is asked of it is refused by 40009 (fact sheet 2.5). */
export const homeSchool: Department = newDepartment(-7, '家校通讯录', rootId);
