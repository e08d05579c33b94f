import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** What may be reached though it is not public: networks, and hosts by name whatever they resolve to. */
export interface AllowedTargets {
  readonly networks: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
  /** In lower case. */
  readonly hosts: ReadonlySet<string>;
}

/** Labels between dots; the last one is no number, as that would be a mistyped address. */
const hostName = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*(?!\d+$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;

/** This machine, by address and by name. */
const loopback = ['127.0.0.0/8', '::1/128', 'localhost'] as const;

/**
 * `loopback`, addresses, networks as `10.0.0.0/8` and host names, comma-separated. Empty: whatever is not public is
 * refused.
 */
export const allowedTargetsSchema = z
  .string()
  .default('')
  .transform((text, context): AllowedTargets => {
    const networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
    const hosts = new Set<string>();
    const entries = text.split(',').map((entry) => entry.trim().toLowerCase());
    for (const entry of entries.flatMap((one) => (one === 'loopback' ? loopback : one === '' ? [] : [one]))) {
      if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
      else if (ipaddr.IPv4.isValidFourPartDecimal(entry)) networks.push([ipaddr.parse(entry), 32]);
      else if (ipaddr.IPv6.isValid(entry)) networks.push([ipaddr.parse(entry), 128]);
      else if (hostName.test(entry)) hosts.add(entry);
      else {
        const message = 'must be loopback, addresses, networks or host names, comma-separated';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
    }
    return { networks, hosts };
  });
