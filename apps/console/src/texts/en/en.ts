import { common, failures, frame, signIn } from './frame.js';
import { activity, apiPage, connections, overview, queues, tokens } from './pages.js';
import { attention, groups, people, person, plans } from './people.js';
import { quarantines, reasons } from './reasons.js';
import { settings } from './settings.js';
import { faults, fields, kept, kinds, presences, remarks, standings } from './standings.js';
import { doctor, providers, wizard } from './wizard.js';

/** English, and the keys that every other language has. */
export const en = {
  frame,
  common,
  failures,
  signIn,
  connections,
  overview,
  activity,
  tokens,
  queues,
  apiPage,
  attention,
  groups,
  people,
  person,
  plans,
  reasons,
  quarantines,
  settings,
  faults,
  fields,
  kept,
  kinds,

  presences,
  remarks,
  standings,
  doctor,
  providers,
  wizard,
} as const;
