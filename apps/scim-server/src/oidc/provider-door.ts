import type { Config } from '../config.js';
import { digestOf, oidcSettings } from './oidc-settings.js';
import { Provider } from './provider.js';

/** The way in for whom a provider sends. */
export interface ProviderDoor {
  readonly provider: Provider;
  /** What the button calls it. */
  readonly label: string;
  /** Stands for whom the settings let in. */
  readonly digest: string;
}

/** Nest's token for the ProviderDoor; null where people sign in by password only. */
export const PROVIDER_DOOR = Symbol('ProviderDoor');

export function providerDoor(config: Config): ProviderDoor | null {
  const settings = oidcSettings(config);
  if (settings === undefined) return null;
  return { provider: new Provider(settings), label: settings.label, digest: digestOf(settings) };
}
