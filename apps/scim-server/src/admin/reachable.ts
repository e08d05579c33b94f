import { isPlainlyPrivate } from '#outbound';
import type { AllowedTargets } from '#outbound';
import { ScimError } from '#scim';

/**
 * Refuses addresses that nobody may reach, by the name of the field they were entered in. What a name resolves to is
 * judged whenever it is connected to.
 *
 * @throws ScimError 400
 */
export function demandReachable(
  urls: Readonly<Record<string, string | undefined>>,
  allowed: AllowedTargets,
): void {
  for (const [field, url] of Object.entries(urls)) {
    if (url === undefined || !isPlainlyPrivate(url, allowed)) continue;
    const detail = `${field} is a private address; ALLOW_PRIVATE_TARGETS does not name it.`;
    throw new ScimError(400, detail, 'invalidValue');
  }
}
