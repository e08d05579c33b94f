import { some } from './some.js';
import { wants } from './wants.js';

/**
 * Whether somebody's path leads through the department of a Link, and no other Group has one of its own there; to one
 * that has a Group itself a Group that is only to have one is enough: it is in that one's way.
 */
export const pathWanted = (link: string): string => `
      ${link}.path_key is not null
        and ${some(`select from link w where w.connection_id = ${link}.connection_id and ${wants(`array[${link}.path_key]`)}`)}
        and not exists (
          select from link g
          where g.connection_id = ${link}.connection_id and g.path_key = ${link}.path_key and g.resource_id is not null
            and g.id <> ${link}.id
            and (g.external_id is not null or ${link}.resource_id is not null and not g.out_of_scope))`;
