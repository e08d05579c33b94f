import { ConnectionEntity } from './connection.js';
import { ScimTokenEntity } from './scim-token.js';
import { SealingEntity } from './sealing.js';

export const entities = [ConnectionEntity, ScimTokenEntity, SealingEntity] as const;
