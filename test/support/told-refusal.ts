import type { Answer, ScimDocument } from './clients.js';

export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What an answer says of itself where it is a SCIM error. */
export const refused = ({ status, body }: Answer<ScimDocument>): readonly unknown[] => [
  status,
  body.status,
  body.schemas,
  body.scimType,
];

/** What a refusal with 400 says of itself. */
export const told = (scimType: string): readonly unknown[] => [400, '400', [errorSchema], scimType];
