import type { FirstTexts } from '../texts.js';
import { common, failures, frame, signIn } from './frame.js';
import { connections, overview, quarantines } from './overview.js';
import { kinds, presences, remarks, standings } from './standings.js';

/** Simplified Chinese as far as sign-in, the connections and an overview need it. */
export const first: FirstTexts = {
  frame,
  common,
  failures,
  signIn,
  connections,
  overview,
  quarantines,
  kinds,
  presences,
  remarks,
  standings,
};
