import type { Change } from './change.js';
import type { Failure } from './failure.js';

/** What became of a step that was not simply carried out, or what somebody has said of it. */
type StepEnding =
  | Failure['kind']
  /** DingTalk takes no more of its kind at present. */
  | 'refused'
  /** It was put on a list that waits for somebody. */
  | 'held'
  | 'approved'
  | 'dropped'
  /** What somebody approved to take over is gone, is another by now, or is somebody else's. */
  | 'absent'
  | 'changed'
  | 'taken';

/** What somebody decided about one Link, or about a connection as a whole. */
type Decision =
  | 'adoption.ordered'
  | 'adoption.approved'
  | 'adoption.refused'
  | 'unlinked'
  | 'mirror.released'
  | 'mirror.discarded'
  | 'connection.resumed'
  | 'connection.credentials'
  | 'connection.closing'
  | 'connection.reopened'
  | 'deletion.approved'
  | 'deletion.dropped';

/** What is written down as done: a step, how it ended where it did not go well, or a decision. */
export type ActivityEvent = Change['kind'] | `${Change['kind']}.${StepEnding}` | Decision;
