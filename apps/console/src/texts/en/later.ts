import { access } from './access.js';
import { adoption } from './adoption.js';
import { faults, fields, kept } from './fields.js';
import { mirror } from './mirror.js';
import { activity, apiPage, queues, tokens } from './pages.js';
import { attention, groups, people, person, plans } from './people.js';
import { preflight } from './preflight.js';
import { reasons } from './reasons.js';
import { settings } from './settings.js';
import { source } from './source.js';
import { doctor, providers, wizard } from './wizard.js';

/** English of all other pages. */
export const later = {
  access,
  activity,
  adoption,
  queues,
  apiPage,
  tokens,
  attention,
  groups,
  people,
  person,
  plans,
  preflight,
  mirror,
  source,
  reasons,
  settings,
  faults,
  fields,
  kept,
  doctor,
  providers,
  wizard,
} as const;
