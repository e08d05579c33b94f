import { z } from 'zod';

/** The id of a Connection: a lower-case UUID. */
export type ConnectionId = string & { readonly brand: 'ConnectionId' };
/** The id of a Resource, as SCIM clients see it: a lower-case UUID, unique in its Connection. */
export type ResourceId = string & { readonly brand: 'ResourceId' };
/** The id of a Link: a lower-case UUID, unique in its Connection. */
export type LinkId = string & { readonly brand: 'LinkId' };

const uuid = z.guid().toLowerCase();

export const connectionIdSchema: z.ZodType<ConnectionId> = uuid.transform((text) => text as ConnectionId);

/** The UUID in `text`, or undefined where it is none. A path segment that is no UUID names nothing. */
export function asUuid(text: string): string | undefined {
  const parsed = uuid.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

export const asConnectionId = (text: string): ConnectionId | undefined =>
  asUuid(text) as ConnectionId | undefined;
export const asResourceId = (text: string): ResourceId | undefined => asUuid(text) as ResourceId | undefined;
