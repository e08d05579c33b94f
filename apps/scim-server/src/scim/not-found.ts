import { ScimError } from '#scim';
import type { ResourceType } from '#scim';

/** 404 of a resource; says nothing of the id that was asked for. */
export const notFound = (type: ResourceType): ScimError => new ScimError(404, `There is no such ${type}.`);
