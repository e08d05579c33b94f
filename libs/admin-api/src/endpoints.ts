import { activity } from './activity.js';
import { connections } from './connections.js';
import { doctor } from './doctor.js';
import type { Noun } from './endpoint.js';
import { links } from './links.js';
import { openApi } from './open-api.js';
import { preview } from './preview.js';
import { session } from './session.js';
import { settings } from './settings.js';
import { source } from './source.js';
import { tasks } from './tasks.js';
import { tokens } from './tokens.js';
import { troubles } from './troubles.js';

/** The one table of the admin API's endpoints: noun, verb, row. */
export const endpoints = {
  session,
  connections,
  tokens,
  settings,
  preview,
  doctor,
  links,
  activity,
  troubles,
  source,
  tasks,
  openApi,
} as const satisfies Readonly<Record<string, Noun>>;
