/**
 * Which of some Groups a Resource is in, through others too; for a Group also itself. An array; all three are SQL, no
 * Groups cost nothing.
 */
export const scopeGroups = (connection: string, resource: string, groups: string): string => `
  array(
    with recursive up (id) as (
      select ${resource} where cardinality(${groups}) > 0
      union
      select m.group_id from up join membership m on m.connection_id = ${connection} and m.member_id = up.id
    )
    select up.id from up where up.id = any(${groups})
  )`;
