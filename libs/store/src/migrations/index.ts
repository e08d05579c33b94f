import { AccountState1764000220000 } from './account-state-1764000220000.js';
import { Accounts1764000161000 } from './accounts-1764000161000.js';
import { Adoption1764000190000 } from './adoption-1764000190000.js';
import { Closing1764000190002 } from './closing-1764000190002.js';
import { ConnectionLife1764000260000 } from './connection-life-1764000260000.js';
import { Console1764000160000 } from './console-1764000160000.js';
import { Counter1764000110000 } from './counter-1764000110000.js';
import { Decision1764000190001 } from './decision-1764000190001.js';
import { Drift1764000170000 } from './drift-1764000170000.js';
import { FailedEvents1764000210000 } from './failed-events-1764000210000.js';
import { Initial1764000000000 } from './initial-1764000000000.js';
import { InvitationStream1764001000000 } from './invitation-stream-1764001000000.js';
import { Mirror1764000150000 } from './mirror-1764000150000.js';
import { MirrorFigures1764000280000 } from './mirror-figures-1764000280000.js';
import { PathAdoption1764000250000 } from './path-adoption-1764000250000.js';
import { Preflight1764000131000 } from './preflight-1764000131000.js';
import { Provider1764000240000 } from './provider-1764000240000.js';
import { Quarantine1764000130000 } from './quarantine-1764000130000.js';
import { Roles1764000180000 } from './roles-1764000180000.js';
import { Run1764000120000 } from './run-1764000120000.js';
import { Sighting1764000300000 } from './sighting-1764000300000.js';
import { Source1764000140000 } from './source-1764000140000.js';
import { SourcePage1764000270001 } from './source-page-1764000270001.js';
import { SourceRecordRun1764000270002 } from './source-record-run-1764000270002.js';

/** Listed by class: oldest first, forward only. */
export const migrations = [
  Initial1764000000000,
  Counter1764000110000,
  Run1764000120000,
  Quarantine1764000130000,
  Preflight1764000131000,
  Source1764000140000,
  Mirror1764000150000,
  Console1764000160000,
  Accounts1764000161000,
  Drift1764000170000,
  Roles1764000180000,
  Adoption1764000190000,
  Decision1764000190001,
  Closing1764000190002,
  FailedEvents1764000210000,
  AccountState1764000220000,
  Provider1764000240000,
  PathAdoption1764000250000,
  ConnectionLife1764000260000,
  SourcePage1764000270001,
  SourceRecordRun1764000270002,
  MirrorFigures1764000280000,
  Sighting1764000300000,
  InvitationStream1764001000000,
] as const;
