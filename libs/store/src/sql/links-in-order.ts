/**
 * Locks Links as everybody does who writes more than one: all of them in one statement, by id, before anything else of
 * the Links is written. This is the only wait for a Link in a transaction. What has come to be touched by the time it
 * is written is taken with `nowait`: where somebody else has it, the transaction lets go of all and is repeated, so
 * that nobody ever waits for one Link with another in hand that is not before it.
 *
 * @param sources queries of the ids of Links; $1 is the connection
 */
export const inOrder = (...sources: readonly string[]): string => `
    select id from link
    where connection_id = $1 and id = any(array(${sources.map((source) => `(${source})`).join(' union ')}))
    order by id for no key update`;

/** The Links of Resources, as a source. @param resources a query of their ids */
export const linksOf = (resources: string): string =>
  `select id from link where connection_id = $1 and resource_id = any(array(${resources}))`;
