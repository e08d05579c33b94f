import type { AllowedTargets } from './allowed-targets.js';
import { literalAddress, mayReach, plainHost } from './may-reach.js';

/**
 * Whether a URL can be told to be refused without asking a name server: its host is an address that may not be reached,
 * or a name of this machine. For an early answer to whoever enters it; what counts is judged at each connect.
 */
export function isPlainlyPrivate(url: string, allowed: AllowedTargets): boolean {
  const { hostname } = new URL(url);
  const literal = literalAddress(hostname);
  if (literal !== undefined) return !mayReach(literal, hostname, allowed);
  const name = plainHost(hostname);
  return (name === 'localhost' || name.endsWith('.localhost')) && !mayReach('127.0.0.1', name, allowed);
}
