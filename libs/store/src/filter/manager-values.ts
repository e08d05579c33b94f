import { locationOf } from '#scim';
import type { AttributeDefinition } from '#scim';
import { exactText, operand } from './operand.js';
import type { Operand } from './operand.js';
import type { Subject, Values } from './values.js';

const user = `from resource m where m.connection_id = r.connection_id and m.id = r.manager_id and m.type = 'User'`;

/** The manager of User r (RFC 7643 section 4.3): the value lies in the body, the rest in the manager's own row. */
export function managerValues(inBody: Values, { baseUrl, bindings }: Subject): Values {
  return {
    some: inBody.some,
    first: inBody.first,
    operand: (sub: AttributeDefinition): Operand => {
      switch (sub.name) {
        case '$ref':
          return exactText(`(select ${bindings.add(locationOf(baseUrl, 'User', ''))}::text || m.id ${user})`);
        case 'displayName':
          return operand('text', `(select m.display_name_key ${user})`);
        default:
          return inBody.operand(sub);
      }
    },
  };
}
