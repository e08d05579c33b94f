import { TypeORMError } from 'typeorm';
import { Bug, Conflict, StoreUnavailable } from '#common';

/** Unique indexes whose violation is the client's to mend, and the SCIM attribute each one guards. */
const conflicts: Readonly<Record<string, string>> = {
  resource_user_name: 'userName',
  connection_name_key: 'name',
  connection_stamp_key: 'stamp',
};

const connectionTrouble = /^(08(?!P01)|53|57|58|E[A-Z]{3,})/;

/** Deadlock, serialization failure, a row that is not waited for. */
const passing: ReadonlySet<string | undefined> = new Set(['40P01', '40001', '55P03']);
const isPassing = ({ code, constraint }: SqlError): boolean =>
  passing.has(code) || constraint === 'run_item_current';

/**
 * What a repeated transaction may get past: what passes, and what another one has taken at the same moment, which is
 * seen the next time: the list that a Link stands on, a userid.
 */
export const isRepeatable = (error: unknown): boolean => {
  const found = sqlError(error);
  return isPassing(found) || found.constraint === 'link_external';
};

/**
 * Every error of the driver becomes one of ours here: the driver's own carry statements and row values.
 *
 * @returns Conflict where a client's value is taken, StoreUnavailable where nothing was decided, else Bug
 */
export function translate(error: unknown): Error {
  if (error instanceof Conflict || error instanceof StoreUnavailable || error instanceof Bug) return error;
  const found = sqlError(error);
  const { code, constraint } = found;
  if (code === '23505' && constraint !== undefined && constraint in conflicts) {
    return new Conflict(conflicts[constraint] ?? constraint);
  }
  if (code === undefined || connectionTrouble.test(code) || isPassing(found)) {
    if (code !== undefined || isDriverTrouble(error)) return new StoreUnavailable(code ?? 'connection');
    return error instanceof Error ? error : new Bug('store-threw-no-error');
  }
  return new Bug(`sql-${code}${constraint === undefined ? '' : `-${constraint}`}`);
}

interface SqlError {
  readonly code?: string;
  readonly constraint?: string;
}

function sqlError(error: unknown): SqlError {
  if (typeof error !== 'object' || error === null) return {};
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}

/**
 * node-postgres tells a lost or refused connection by message only, in errors of no class of their own; system
 * errors come with an E-code. What was thrown on purpose inside a transaction has a class, whatever its words.
 */
function isDriverTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const ofDriver = error.name === 'Error' || error instanceof TypeORMError;
  return ofDriver && /connection|timeout|terminat|ended|closed/i.test(error.message);
}
