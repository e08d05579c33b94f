import type { DepartmentRead, UserRead } from '#dingtalk';
import type { MirrorDepartment, MirrorPerson } from '#provisioning';

/** Home-school departments have ids below 1 (fact sheet 2.5). */
const isHomeSchool = (departmentId: number) => departmentId < 1;

/** Whether somebody lies in the home-school address book alone: no list that is read has him. */
export const isHomeSchoolOnly = ({ departmentIds }: Pick<UserRead, 'departmentIds'>): boolean =>
  departmentIds.length > 0 && departmentIds.every(isHomeSchool);

/** What the mirror keeps of a person that was read. */
export const personOf = (read: UserRead): MirrorPerson => ({
  userId: read.userId,
  unionId: read.unionId,
  name: read.name,
  mobile: read.mobile,
  stateCode: read.stateCode,
  title: read.title,
  jobNumber: read.jobNumber,
  telephone: read.telephone,
  email: read.email,
  organisationEmail: read.organisationEmail,
  workPlace: read.workPlace,
  remark: read.remark,
  extension: read.extension,
  hiredDate: read.hiredDate,
  hideMobile: read.hideMobile,
  senior: read.senior,
  managerUserId: read.managerUserId,
  departmentIds: read.departmentIds.filter((id) => !isHomeSchool(id)),
  active: read.active,
  enterpriseAccount: read.enterpriseAccount,
});

/** What the mirror keeps of a department that was read. */
export const departmentOf = (read: DepartmentRead): MirrorDepartment => ({
  departmentId: read.departmentId,
  name: read.name,
  parentId: read.parentId,
  order: read.order,
  headIds: read.headIds,
});
