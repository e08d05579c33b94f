import { z } from 'zod';
import { api } from './apis.js';
import type { DingTalkClient } from './client.js';
import { flag, listOf, optionalNumber, text } from './lenient.js';

/** An event that DingTalk could not deliver to the HTTP callback. */
export interface FailedEvent {
  /** `user_add_org`, `org_dept_create`, ... */
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly at?: number | undefined;
  /** What the event holds under its own name; its shape is the event's. */
  readonly content: unknown;
}

const schema = z.object({
  has_more: flag,
  failed_list: listOf(z.looseObject({ call_back_tag: text, event_time: optionalNumber.catch(undefined) })),
});

/**
 * `GET /call_back/get_call_back_failed_result` (fact sheet 7.2): up to 200 events a call, for some minutes only; those
 * that were told are not told again. `more`: ask at once for the rest.
 */
export async function listFailedEvents(
  client: DingTalkClient,
): Promise<{ readonly events: readonly FailedEvent[]; readonly more: boolean }> {
  const { has_more: more, failed_list: failed } = await client.call(api.listFailedEvents, {}, schema);
  const events = failed.map((one) => ({
    type: one.call_back_tag,
    at: one.event_time,
    content: one[one.call_back_tag],
  }));
  return { events, more };
}
