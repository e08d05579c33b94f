import { some } from './some.js';
import { wants } from './wants.js';

/** Whether a path leads through the department of a Link without Group, and no Group has one of its own there. */
export const pathWanted = (link: string): string => `
      ${link}.path_key is not null and ${link}.resource_id is null
        and ${some(`select from link w where w.connection_id = ${link}.connection_id and ${wants(`array[${link}.path_key]`)}`)}
        and not exists (
          select from link g
          where g.connection_id = ${link}.connection_id and g.path_key = ${link}.path_key and g.resource_id is not null
            and g.external_id is not null)`;
