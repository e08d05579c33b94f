/** What an app was shown of one account or department that a connection knows. */
export type Sighting =
  /** It is there and bears the connection's stamp, which nobody else makes. */
  | 'ours'
  /** Something of that id is there. */
  | 'there'
  /** DingTalk says that there is none. */
  | 'absent'
  /** Nobody could tell. */
  | 'unknown';

/** So many of what bears no stamp have to be there, and none may be missing. */
const enough = 3;

/**
 * Whether an app belongs to the organisation of a connection. No call tells an app's organisation, so that is told by
 * what the connection knows to be there: its own stamp proves it; what bears none has to be there altogether. Ids of
 * accounts are an organisation's own: a single one proves nothing. A connection that knows nothing has nothing to lose.
 */
export function sameOrganisation(sightings: readonly Sighting[]): 'same' | 'other' | 'unknown' {
  if (sightings.length === 0 || sightings.includes('ours')) return 'same';
  if (sightings.includes('unknown')) return 'unknown';
  const absent = sightings.filter((one) => one === 'absent').length;
  if (absent === 0) return sightings.length >= enough ? 'same' : 'unknown';
  return absent === sightings.length ? 'other' : 'unknown';
}
