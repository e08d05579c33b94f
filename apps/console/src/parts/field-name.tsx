import { useTranslation } from 'react-i18next';

/** Members of an account as activity tells them, by DingTalk's name of the field. */
const fieldOf = {
  name: 'name',
  mobile: 'mobile',
  title: 'title',
  jobNumber: 'job_number',
  job_number: 'job_number',
  email: 'email',
  organisationEmail: 'org_email',
  org_email: 'org_email',
  telephone: 'telephone',
  workPlace: 'work_place',
  work_place: 'work_place',
  remark: 'remark',
  hiredDate: 'hired_date',
  hired_date: 'hired_date',
  hideMobile: 'hide_mobile',
  hide_mobile: 'hide_mobile',
  senior: 'senior_mode',
  senior_mode: 'senior_mode',
  loginEmail: 'login_email',
  login_email: 'login_email',
  managerUserId: 'manager_userid',
  manager_userid: 'manager_userid',
  departmentIds: 'departments',
} as const;

/** The words for a field of an account; what has none, such as a department's, is told as it is. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => {
    const custom = /^extension\.(.+)$/.exec(field)?.[1];
    if (custom !== undefined) return t('fields.extension', { name: custom });
    return field in fieldOf ? t(`fields.${fieldOf[field as keyof typeof fieldOf]}`) : field;
  };
}
