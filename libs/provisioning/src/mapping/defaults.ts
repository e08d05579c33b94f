import type { FieldName } from './field.js';
import type { WrittenRule } from './rule.js';

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What each field comes from where the connection says nothing: what Entra ID and Okta send. Others are left alone. */
export const defaultRules: Readonly<Partial<Record<FieldName, WrittenRule>>> = {
  name: {
    sources: [
      'displayName',
      'name.formatted',
      { nameParts: ['name.givenName', 'name.familyName'] },
      'userName',
    ],
  },
  mobile: {
    // Never a desk phone or a fax, not even as the only or the primary number.
    sources: [
      'phoneNumbers[type eq "mobile"].value',
      'phoneNumbers[primary eq true and not (type eq "work" or type eq "fax" or type eq "pager")].value',
      'phoneNumbers[not (type pr)].value',
    ],
  },
  title: { sources: ['title'] },
  job_number: { sources: [`${enterprise}:employeeNumber`] },
  email: { sources: ['emails[type eq "work"].value', 'emails[primary eq true].value', 'emails.value'] },
  // Identity providers have no such attributes; who writes our extension means DingTalk's field.
  work_place: { sources: [`${dingTalk}:workPlace`], ifEmpty: 'keep' },
  remark: { sources: [`${dingTalk}:remark`], ifEmpty: 'keep' },
  hired_date: { sources: [`${dingTalk}:hiredDate`], ifEmpty: 'keep' },
  hide_mobile: { sources: [`${dingTalk}:hideMobile`], ifEmpty: 'keep' },
  senior_mode: { sources: [`${dingTalk}:seniorMode`], ifEmpty: 'keep' },
  manager_userid: {},
};
