import type { MirroredKind } from '#provisioning';

/** Somebody or something that is not in DingTalk any more. */
export interface Absent {
  readonly kind: MirroredKind;
  readonly externalId: string;
  /** When the look began that found it missing. */
  readonly observedAt: string;
}

/** Those of the absent in $2 whom nobody has seen since, as an SQL query. */
export const absentNow = `
  select m.kind, m.external_id, m.resource_id as id, w."observedAt" as observed_at from mirrored m
  join jsonb_to_recordset($2::jsonb) as w (kind text, "externalId" text, "observedAt" timestamptz)
    on m.kind = w.kind and m.external_id = w."externalId"
  where m.connection_id = $1 and m.observed_at < w."observedAt"`;
