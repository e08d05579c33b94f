import { z } from 'zod';
import { openDispatcher } from '#outbound';
import type { AllowedTargets, DispatcherOptions } from '#outbound';
import type { RemoteAccess, RemoteAuth } from '#scim-client';
import type { JsonObject } from '#common';
import type { Dispatcher } from 'undici';

const text = z.string().min(1).max(10_000);

const authSchema: z.ZodType<RemoteAuth> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer'), token: text }),
  z.strictObject({ kind: z.literal('basic'), user: text, password: text }),
  z.strictObject({ kind: z.literal('header'), name: text, value: text }),
  z.strictObject({
    kind: z.literal('oauth'),
    tokenUrl: text,
    clientId: text,
    clientSecret: text,
    scope: text.exactOptional(),
    secretIn: z.enum(['header', 'form']),
  }),
]);

/** What is sealed of a Source: everything on the way to it that may open a door. */
export const sourceAccessSchema = z.strictObject({
  auth: authSchema,
  /** Certificates to believe, PEM. */
  ca: z.string().exactOptional(),
  proxy: z.string().exactOptional(),
});
export type SourceAccess = Readonly<z.infer<typeof sourceAccessSchema>>;

const connectTimeoutMs = 10_000;

/** The way to a Source; whoever opens it closes it. */
export function openWay(
  allowed: AllowedTargets,
  baseUrl: string,
  { auth, ca, proxy }: SourceAccess,
): { readonly dispatcher: Dispatcher; readonly access: RemoteAccess } {
  const options: DispatcherOptions = {
    connectTimeoutMs,
    ...(ca === undefined ? {} : { ca: [ca] }),
    ...(proxy === undefined ? {} : { proxy }),
  };
  return { dispatcher: openDispatcher(allowed, options), access: { baseUrl, auth } };
}

/** How a Source is got in, as anybody may see it. */
export function shownAuth({ auth, ca, proxy }: SourceAccess): JsonObject {
  const way = { ca: ca !== undefined, proxy: proxy === undefined ? null : new URL(proxy).host };
  switch (auth.kind) {
    case 'bearer':
      return { kind: auth.kind, ...way };
    case 'basic':
      return { kind: auth.kind, user: auth.user, ...way };
    case 'header':
      return { kind: auth.kind, name: auth.name, ...way };
    case 'oauth': {
      const { kind, tokenUrl, clientId, scope, secretIn } = auth;
      return { kind, tokenUrl, clientId, scope: scope ?? null, secretIn, ...way };
    }
  }
}
