import type { JsonObject } from '#common';
import { planAccount } from '#provisioning';
import type { AccountFields, Plan } from '#provisioning';
import { accountSituation, ada, present } from './account-situation.js';
import type { AccountRow } from './account-situation.js';

/** The plan for a person by a mapping. @param fields what the account shows; undefined: there is none */
export const planMapped = (
  mapping: object,
  person: JsonObject,
  fields?: AccountFields,
  more: AccountRow['more'] = {},
): Plan =>
  planAccount(
    accountSituation({
      settings: { mapping },
      person,
      ...(fields ? { link: present({}, fields) } : {}),
      more,
    }),
  );

export const titled = (title: string): JsonObject => ({ ...ada, title });
