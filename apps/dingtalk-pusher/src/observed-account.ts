import { z } from 'zod';
import type { UserRead } from '#dingtalk';
import type { ObservedFields } from '#provisioning';
import { e164Of } from './e164-of.js';

/** What a read shows of an account. @param departmentIds those of its departments that are ours */
export function observedAccount(seen: UserRead, departmentIds: readonly number[]): ObservedFields {
  return {
    name: seen.name,
    mobile: e164Of(seen),
    title: seen.title,
    jobNumber: seen.jobNumber,
    email: seen.email,
    organisationEmail: seen.organisationEmail,
    telephone: seen.telephone,
    workPlace: seen.workPlace,
    remark: seen.remark,
    hiredDate: seen.hiredDate,
    hideMobile: seen.hideMobile,
    senior: seen.senior,
    extension: customFields(seen.extension),
    managerUserId: seen.managerUserId,
    enterprise: seen.enterpriseAccount ? true : undefined,
    departmentIds,
  };
}

const customFieldsSchema = z.record(z.string(), z.string());

/** A JSON text, and whoever may write contacts may have written it: one that cannot be read shows nothing. */
function customFields(text: string | undefined): Readonly<Record<string, string>> | undefined {
  try {
    return customFieldsSchema.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}
