import type { Request } from '../endpoints/endpoint.js';
import type { Departure } from '../departure.js';
import { Refusal, require } from '../refusal.js';
import type { World } from '../world.js';

const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;
const maxUncertified = 5;

/** Whether a number may join, or must be asked first (fact sheet 3.4). @throws Refusal 40019, 40103 */
export function checkConsent(
  request: Request,
  mobile: string,
  asked: Readonly<Record<string, unknown>>,
): void {
  const { world, org } = request;
  const known = world.mobiles.of(mobile);
  const elsewhere = world.variants.sharedPeople
    ? otherOrganisations(request, mobile)
    : { certified: 0, uncertified: 0 };
  require(org.authLevel > 0 || known.uncertifiedOrgs + elsewhere.uncertified < maxUncertified, '40019');
  const protectedNumber = known.verifyBeforeJoin || known.certifiedOrgs + elsewhere.certified > 0;
  if (!protectedNumber && !leftLately(world, org.lastDepartures.get(mobile))) return;
  org.invite({ mobile, at: world.now(), asked });
  world.counters.invitationsSent += 1;
  throw new Refusal('40103');
}

/** Whoever joined by consent and was removed on the same day, in Beijing (correction C1); everybody by flag. */
function leftLately({ variants, clock }: World, departure: Departure | undefined): boolean {
  if (!departure || clock.now() - departure.at >= dayMs) return false;
  const day = (at: number) => Math.floor((at + beijingMs) / dayMs);
  const { joinedByConsentAt } = departure;
  return (
    variants.always24h || (joinedByConsentAt !== undefined && day(joinedByConsentAt) === day(departure.at))
  );
}

/** In how many of the other simulated organisations the number is. */
function otherOrganisations({ world, org }: Request, mobile: string) {
  const others = [...world.organisations.values()].filter(
    (other) => other !== org && other.directory.byMobile.has(mobile),
  );
  const certified = others.filter(({ authLevel }) => authLevel > 0).length;
  return { certified, uncertified: others.length - certified };
}
