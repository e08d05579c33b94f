import type { ConnectionId, LinkId } from '#common';
import type { ActivityEvent } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'note-activity',
  text: `
    insert into activity (
      connection_id, link_id, resource_id, asked_by, event, fields, values_sealed, calls, detail_code, took_ms)
    select $1, $2, (select resource_id from link where connection_id = $1 and id = $2), $3, $4, $5, $6, $7, $8, $9`,
};

/** An event as a literal of SQL, for statements that write down themselves what they have done. */
export const literalOf = (event: ActivityEvent): string => `'${event}'`;

/** A call that was made to DingTalk. */
export interface ActivityCall {
  readonly api: string;
  /** DingTalk's code; `0` is success. */
  readonly code: string;
  readonly ms: number;
  /** DingTalk's own name for the call, which its support asks for. */
  readonly requestId?: string;
}

/** What is written down of one change. */
export interface Activity {
  readonly event: ActivityEvent;
  /** `token:<id>`, `admin:<name>` or `engine`. */
  readonly askedBy: string;
  readonly fields: readonly string[];
  /** Old and new values: personal data, sealed, and dropped before the rest. */
  readonly valuesSealed?: string;
  readonly calls: readonly ActivityCall[];
  readonly tookMs: number;
}

export async function noteActivity(
  tx: Queryable,
  connectionId: ConnectionId,
  linkId: LinkId,
  { askedBy, event, fields, valuesSealed, calls, tookMs }: Activity,
  detailCode: string | undefined,
): Promise<void> {
  await tx.run(statement, [
    connectionId,
    linkId,
    askedBy,
    event,
    fields,
    valuesSealed ?? null,
    JSON.stringify(calls),
    detailCode ?? null,
    tookMs,
  ]);
}
