import type { ConnectionId, LinkId } from '#common';
import type { Queryable } from '../../database.js';
import { some } from '../some.js';
import { wants } from '../wants.js';
import { isFree } from './decide.js';

const statement = {
  name: 'free-paths',
  text: `
    select l.id as "linkId", l.path as segments from link l
    where l.connection_id = $1 and l.kind = 'department' and l.resource_id is null and l.path is not null and ${isFree}
      and ${some(`select from link w where w.connection_id = $1 and ${wants('array[l.path_key]')}`)}`,
};

/** The Link of a department that stands for a path and for no Group, is asked for, and is not there. */
export interface FreePath {
  readonly linkId: LinkId;
  readonly segments: readonly string[];
}

export async function freePaths(db: Queryable, connectionId: ConnectionId): Promise<readonly FreePath[]> {
  return db.run<FreePath>(statement, [connectionId]);
}
