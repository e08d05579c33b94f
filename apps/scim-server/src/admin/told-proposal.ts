import type { endpoints, Told } from '#admin-api';
import type { Json } from '#common';
import type { ToldProposal } from '#store';
import { maskedField } from './mask.js';

type Proposal = Told<typeof endpoints.adoptions.list>['proposals'][number];

/** A proposal as it is told. @param plain whether a person's values may be seen, or are masked */
export function toldProposal(row: ToldProposal, plain: boolean): Proposal {
  // Departments have no personal data.
  if (plain || row.linkKind === 'department' || row.fields === null) return row;
  const fields = row.fields.map(({ field, scim, dingTalk, changes }) => ({
    field,
    scim: maskedField(field, scim as Json),
    dingTalk: maskedField(field, dingTalk as Json),
    changes,
  }));
  return Object.assign({}, row, { fields });
}
