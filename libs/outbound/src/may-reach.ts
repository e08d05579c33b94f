import ipaddr from 'ipaddr.js';
import type { AllowedTargets } from './allowed-targets.js';

/** Where IPv6 is global unicast (RFC 4291 2.4, IANA's registry); beyond it nothing on the internet has an address. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** IPv4 seen through a translator (RFC 6052): the last 32 bits are the address that is reached. */
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** A public address that is a cloud's own control channel: Azure's virtual one, on every machine there. */
const controlChannels = new Set(['168.63.129.16']);

/** Whether an address, to which `host` resolved or which it is, may be connected to. What cannot be read may not. */
export function mayReach(address: string, host: string, allowed: AllowedTargets): boolean {
  if (allowed.hosts.has(plainHost(host))) return true;
  const target = parsed(address);
  if (!target) return false;
  if (isPublic(target)) return true;
  return allowed.networks.some(([network, bits]) => {
    return network.kind() === target.kind() && target.match(network, bits);
  });
}

/** The address that a host is by itself, where it is no name: `127.0.0.1`, `[::1]`. */
export function literalAddress(host: string): string | undefined {
  const bare = withoutBrackets(host);
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? bare : undefined;
}

/** A name as it is compared: in lower case, without the root's dot. */
export const plainHost = (host: string): string => withoutBrackets(host).toLowerCase().replace(/\.$/, '');

const withoutBrackets = (host: string) => host.replace(/^\[(.*)\]$/, '$1');

/** As it is routed: IPv4 in any dress of IPv6 is IPv4. */
function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = withoutBrackets(address);
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!ipaddr.IPv6.isValid(bare)) return undefined;
  const six = ipaddr.IPv6.parse(bare);
  if (six.isIPv4MappedAddress()) return six.toIPv4Address();
  return six.match(translated) ? new ipaddr.IPv4(six.toByteArray().slice(12)) : six;
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast' || controlChannels.has(address.toString())) return false;
  return address.kind() === 'ipv4' || address.match(globalUnicast);
}
