import { z } from 'zod';
import { allowedTargetsSchema } from '#outbound';
import { portSchema, urlSchema } from '#runtime';
import { sealingKeysSchema } from '#store';

/** `a, b,c`: what is between the commas. */
const listSchema = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []));

const proxiesSchema = z
  .union([z.stringbool().transform(Number), z.coerce.number().int().min(0).max(10)])
  .default(0);

/** The server's environment. */
const environmentSchema = z.object({
  DATABASE_URL: urlSchema('postgres', 'postgresql'),
  /** `redis://...` for Redis; by default the queue lives in the store's Postgres. */
  QUEUE_URL: urlSchema('redis', 'rediss', 'postgres', 'postgresql').optional(),
  SEALING_KEYS: sealingKeysSchema,
  HOST: z.string().default('127.0.0.1'),
  PORT: portSchema.default(3000),
  /** How clients reach us, where that is not what their requests say: `https://scim.example.com`. */
  PUBLIC_URL: urlSchema('http', 'https').optional(),
  /**
   * How many proxies in front are believed in what they say by X-Forwarded-For, -Proto, -Host and -Prefix; `true` is one.
   * What stands before their own words is the client's, who may write there what he likes.
   */
  TRUST_PROXY: proxiesSchema,
  ADMIN_USER: z.string().min(1).default('admin'),
  ADMIN_PASSWORD: z.string().min(8),
  /** Bytes of a request's body. */
  MAX_BODY: z.coerce.number().int().min(1_000).max(100_000_000).default(10_000_000),
  /** From the first unapplied change of a record to its reconciliation, in milliseconds. */
  DEBOUNCE_MS: z.coerce.number().int().min(0).max(60_000).default(500),
  /** Private addresses that may be entered as a Source or as DingTalk: `loopback`, networks, host names. */
  ALLOW_PRIVATE_TARGETS: allowedTargetsSchema,
  /** Sources one process reads at the same time. */
  PULL_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(4),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Where the demo's simulated DingTalk is; shown as a link on the status page. */
  SIMULATOR_URL: urlSchema('http', 'https').optional(),
  /** An OpenID Connect provider that may let people in besides by password. */
  OIDC_ISSUER: urlSchema('https', 'http').refine(isHttpsOrHere, { message: 'must be https' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z.string().default('openid profile email'),
  /** What the button calls the provider; by default its host. */
  OIDC_LABEL: z.string().max(50).optional(),
  /** The claim that says what somebody may do, and its values that make him administrator or viewer. */
  OIDC_ROLE_CLAIM: z.string().default('groups'),
  OIDC_ADMINISTRATORS: listSchema,
  OIDC_VIEWERS: listSchema,
  /** The claim that names somebody here. */
  OIDC_NAME_CLAIM: z.string().default('preferred_username'),
});

/** A provider is used whole or not at all. */
export const configSchema = environmentSchema.superRefine((config, context) => {
  if (config.OIDC_ISSUER === undefined) return;
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const) {
    if (config[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'must be set with OIDC_ISSUER' });
  }
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** Codes and tokens go in the clear to nobody but this machine. */
function isHttpsOrHere(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
