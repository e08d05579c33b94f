/** A text or a mobile; a flag; an instant in milliseconds. */
export type FieldValue = string | boolean | number;

/** The members of an account that a mapping fills with a value of its own. */
export type ValueKey =
  | 'name'
  | 'title'
  | 'jobNumber'
  | 'email'
  | 'organisationEmail'
  | 'telephone'
  | 'workPlace'
  | 'remark'
  | 'hiredDate'
  | 'hideMobile'
  | 'senior'
  | 'loginEmail';

/** DingTalk's own names of the fields that a mapping may fill; settings, traces and faults use them. */
export type FieldName =
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

/** One field of a DingTalk account, as far as mapping, diffing and reading back need to know it. */
export interface FieldDefinition {
  readonly name: FieldName;
  /** Its member of AccountFields. */
  readonly key: ValueKey | 'mobile' | 'managerUserId';
  readonly type: 'text' | 'email' | 'boolean' | 'date' | 'mobile' | 'user';
  /** Most characters that DingTalk takes, and what is done about more. */
  readonly limit?: { readonly characters: number; readonly tooLong: 'cut' | 'refuse' };
  /**
   * How it is emptied: an empty text (not documented, fact sheet 3.2, so a read-back tells); false; by
   * `force_update_fields`; or not at all.
   */
  readonly emptied: 'emptyText' | 'false' | 'forced' | 'never';
  /** Whether two accounts of an organisation cannot have the same. */
  readonly unique?: 'mobile' | 'email' | 'telephone';
  /** The field permission without which a read leaves it out (fact sheet 8.1); never: no read shows it. */
  readonly readBy: 'always' | 'mobile' | 'personal' | 'never';
}

const cut = (characters: number) => ({ characters, tooLong: 'cut' }) as const;
// Half an address or number is somebody else's.
const refuse = (characters: number) => ({ characters, tooLong: 'refuse' }) as const;

/** All fields of fact sheet 3.1 that an account of a person has, save departments and custom fields. */
export const accountFields: readonly FieldDefinition[] = [
  { name: 'name', key: 'name', type: 'text', limit: cut(80), emptied: 'never', readBy: 'always' },
  { name: 'mobile', key: 'mobile', type: 'mobile', emptied: 'never', unique: 'mobile', readBy: 'mobile' },
  { name: 'title', key: 'title', type: 'text', limit: cut(200), emptied: 'emptyText', readBy: 'always' },
  {
    name: 'job_number',
    key: 'jobNumber',
    type: 'text',
    limit: cut(50),
    emptied: 'emptyText',
    readBy: 'always',
  },
  {
    name: 'email',
    key: 'email',
    type: 'email',
    limit: refuse(50),
    emptied: 'emptyText',
    unique: 'email',
    readBy: 'personal',
  },
  // Shown only where the organisation's mail service is on: its absence says nothing.
  {
    name: 'org_email',
    key: 'organisationEmail',
    type: 'email',
    limit: refuse(100),
    emptied: 'emptyText',
    readBy: 'never',
  },
  {
    name: 'telephone',
    key: 'telephone',
    type: 'text',
    limit: refuse(50),
    emptied: 'emptyText',
    unique: 'telephone',
    readBy: 'always',
  },
  {
    name: 'work_place',
    key: 'workPlace',
    type: 'text',
    limit: cut(100),
    emptied: 'emptyText',
    readBy: 'personal',
  },
  { name: 'remark', key: 'remark', type: 'text', limit: cut(2000), emptied: 'emptyText', readBy: 'personal' },
  { name: 'hired_date', key: 'hiredDate', type: 'date', emptied: 'never', readBy: 'always' },
  { name: 'hide_mobile', key: 'hideMobile', type: 'boolean', emptied: 'false', readBy: 'always' },
  { name: 'senior_mode', key: 'senior', type: 'boolean', emptied: 'false', readBy: 'always' },
  {
    name: 'login_email',
    key: 'loginEmail',
    type: 'email',
    limit: refuse(64),
    emptied: 'emptyText',
    readBy: 'never',
  },
  { name: 'manager_userid', key: 'managerUserId', type: 'user', emptied: 'forced', readBy: 'always' },
];

/** Most characters of the JSON text that carries all custom fields of an account (fact sheet 3.1, extension). */
export const extensionLimit = 2000;

/** What every custom field is to us: which kinds an administrator made of them, the API does not tell. */
export const customShape = {
  type: 'text',
  limit: refuse(extensionLimit),
  emptied: 'emptyText',
} as const satisfies Pick<FieldDefinition, 'type' | 'limit' | 'emptied'>;

/** A field whose value is the mapping's own: neither the mobile nor a reference to another person. */
export interface ValueField extends FieldDefinition {
  readonly key: ValueKey;
}

/** The fields that hold a value of their own, in the table's order. */
export const valueFields: readonly ValueField[] = accountFields.filter(
  (field): field is ValueField => field.key !== 'mobile' && field.key !== 'managerUserId',
);
