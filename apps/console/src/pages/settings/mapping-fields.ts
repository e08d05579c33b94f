/** What may be said of a DingTalk field in the mapping, by DingTalk's name. */
export interface MappedField {
  readonly name:
    | 'name'
    | 'mobile'
    | 'title'
    | 'job_number'
    | 'email'
    | 'org_email'
    | 'telephone'
    | 'work_place'
    | 'remark'
    | 'hired_date'
    | 'hide_mobile'
    | 'senior_mode'
    | 'login_email'
    | 'manager_userid';
  readonly says: readonly ('left' | 'sources' | 'transform' | 'when')[];
}

const text = ['left', 'sources', 'transform', 'when'] as const;
const plain = ['left', 'sources', 'when'] as const;

/** The fields of a mapping and what a rule of each may say (docs/mapping.md). `test/house` tries all of it. */
export const mappedFields: readonly MappedField[] = [
  { name: 'name', says: ['sources', 'transform'] },
  { name: 'mobile', says: ['sources'] },
  { name: 'title', says: text },
  { name: 'job_number', says: text },
  { name: 'email', says: text },
  { name: 'org_email', says: text },
  { name: 'telephone', says: text },
  { name: 'work_place', says: text },
  { name: 'remark', says: text },
  { name: 'hired_date', says: plain },
  { name: 'hide_mobile', says: plain },
  { name: 'senior_mode', says: plain },
  { name: 'login_email', says: text },
  { name: 'manager_userid', says: ['left', 'when'] },
];
