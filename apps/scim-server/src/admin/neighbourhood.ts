import ipaddr from 'ipaddr.js';

/**
 * Who may well be the same: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer has at the least
 * (RFC 6177): whoever guesses from there does not begin anew with each of its addresses.
 */
export function neighbourhoodOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString();
}
