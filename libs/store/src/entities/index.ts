import { AdministratorEntity, AdminSessionEntity } from './administrator.js';
import { ConnectionEntity } from './connection.js';
import { ScimTokenEntity } from './scim-token.js';
import { SealingEntity } from './sealing.js';

export const entities = [
  AdministratorEntity,
  AdminSessionEntity,
  ConnectionEntity,
  ScimTokenEntity,
  SealingEntity,
] as const;
