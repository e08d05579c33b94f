import { CapabilityRefused, Rejected } from '#dingtalk';
import type { Step, StepFindings } from '#store';
import { readChildren, readRootDepartment } from './departments-step.js';
import { readMembers } from './members-step.js';
import { readPerson } from './person-step.js';
import { readRole, readRoles } from './roles-step.js';
import { readScope } from './scope-step.js';
import { confirmDepartment, confirmRole } from './suspects-step.js';
import type { MirrorTerms } from './terms.js';

/** Makes one step of a reading. @throws what is nobody's in particular: it is made again later */
export async function makeStep(terms: MirrorTerms, step: Step): Promise<StepFindings> {
  try {
    return await read(terms, step);
  } catch (error) {
    // What went while the tree was walked is found missing in the end; what is out of sight stays as it was.
    if (error instanceof Rejected) return error.on === 'outOfScope' ? { partial: true } : {};
    if (isOptional(step) && error instanceof CapabilityRefused && error.of === 'permission') return {};
    throw error;
  }
}

/** Details and roles are read where that is permitted. */
const isOptional = ({ kind }: Step) => kind === 'person' || kind === 'roles' || kind === 'role';

function read(terms: MirrorTerms, step: Step): Promise<StepFindings> {
  switch (step.kind) {
    case 'scope':
      return readScope(terms);
    case 'department':
      return readRootDepartment(terms, step);
    case 'children':
      return readChildren(terms, step);
    case 'members':
      return readMembers(terms, step);
    case 'person':
    case 'suspect-account':
      return readPerson(terms, step);
    case 'roles':
      return readRoles(terms);
    case 'role':
      return readRole(terms, step);
    case 'suspect-department':
      return confirmDepartment(terms, step);
    case 'suspect-role':
      return confirmRole(terms, step);
  }
}
