import { accounts, apiTokens } from './accounts.js';
import { activity } from './activity.js';
import { adoptions } from './adoptions.js';
import { attention } from './attention.js';
import { connections } from './connections.js';
import { departments } from './departments.js';
import { doctor } from './doctor.js';
import type { Noun } from './endpoint.js';
import { explain } from './explain.js';
import { links } from './links.js';
import { live } from './live.js';
import { mirror } from './mirror.js';
import { mirroredDepartments, mirroredPeople } from './mirrored.js';
import { openApi } from './open-api.js';
import { overview } from './overview.js';
import { groups, people } from './people.js';
import { preflight } from './preflight.js';
import { preview } from './preview.js';
import { drift, rebuild } from './readings.js';
import { runs } from './runs.js';
import { session, sessions } from './session.js';
import { settings } from './settings.js';
import { site } from './site.js';
import { source } from './source.js';
import { tasks } from './tasks.js';
import { tokens } from './tokens.js';
import { troubles } from './troubles.js';

/** The one table of the admin API's endpoints: noun, verb, row. */
export const endpoints = {
  session,
  sessions,
  accounts,
  apiTokens,
  connections,
  overview,
  live,
  people,
  groups,
  departments,
  attention,
  tokens,
  settings,
  preflight,
  preview,
  doctor,
  links,
  explain,
  activity,
  adoptions,
  runs,
  drift,
  rebuild,
  troubles,
  mirror,
  mirroredPeople,
  mirroredDepartments,
  source,
  tasks,
  site,
  openApi,
} as const satisfies Readonly<Record<string, Noun>>;
