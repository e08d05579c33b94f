import { z } from 'zod';

/** A variable of the environment is missing or malformed. The message names variables, never their values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration once, typed and frozen. An empty variable counts as not set, because compose
 * files pass `${NAME:-}`.
 *
 * @throws ConfigurationError naming each bad variable and what is expected of it
 */
export function readEnv<S extends z.ZodObject>(
  schema: S,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.infer<S>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]] as const] : [])),
  );
  const parsed = schema.safeParse(given, { error: (issue) => issue.message ?? 'is not valid' });
  if (parsed.success) return Object.freeze(parsed.data);
  const told = parsed.error.issues.map(({ path, message, code }) => {
    const name = path.join('.');
    return env[name]
      ? `${name}: ${code === 'custom' ? message : `not valid (${code})`}`
      : `${name}: must be set`;
  });
  throw new ConfigurationError(`configuration: ${told.join('; ')}`);
}

/** A TCP port as the environment gives it. */
export const portSchema = z.coerce.number().int().min(1).max(65_535);

/** A URL of one of the given schemes, such as `postgres` or `https`. */
export function urlSchema(...schemes: readonly string[]): z.ZodType<string> {
  return z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
      message: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    });
}
