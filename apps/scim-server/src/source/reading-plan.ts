import type { PageTag, ReadingWay, Since } from '#provisioning';
import type { ProviderConfig, ResourceType } from '#scim';

/** How a Source is to be read, and what is known of it. */
export interface ReadingPlan {
  readonly way: ReadingWay;
  readonly provider: ProviderConfig;
  readonly since: Since;
  readonly known: Readonly<Record<ResourceType, number>>;
  /** By what its pages were known when everything on them was written. */
  readonly tags: readonly PageTag[];
}
