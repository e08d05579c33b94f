import { Conflict } from '#common';
import type { JsonObject } from '#common';
import { getDepartment, getUser, listSubDepartments } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { sameOrganisation } from '#provisioning';
import type { Sighting } from '#provisioning';
import type { Connection, ConnectionLives, Connections, Draft, KnownThere } from '#store';
import { probe } from './doctor/probe.js';

/** A new app for a connection, and what it takes to look through its eyes. */
export interface CredentialsChange {
  readonly connection: Connection;
  readonly connections: Pick<Connections, 'knownThere'>;
  readonly lives: Pick<ConnectionLives, 'saveCredentials'>;
  readonly draft: Draft;
  /** As the new app, with a token of its own. */
  readonly client: DingTalkClient;
  /** `admin:<name>` */
  readonly requestedBy: string;
}

/** Of each kind as much is looked for. */
const mostLookedFor = 6;

/**
 * Gives a connection another AppKey or AppSecret, if DingTalk takes them and the app is one of the same organisation:
 * an AppKey is of one app only, another app has to see what the connection knows to be there. No other connection of
 * the app may write below its root.
 */
export async function changeCredentials(change: CredentialsChange): Promise<JsonObject> {
  const { connection, lives, draft, client, requestedBy } = change;
  const tried = await probe(() => listSubDepartments(client, connection.settings.rootDepartmentId));
  if (tried.kind === 'fatal') return { verdict: 'refused' };
  if (tried.kind === 'unreachable' || tried.kind === 'unknown') return { verdict: 'unknown' };
  if (draft.appKey !== connection.appKey) {
    const verdict = await organisationOf(change);
    if (verdict !== 'same') return { verdict };
  }
  const { appKey, appSecret } = draft;
  try {
    await lives.saveCredentials(connection.id, { appKey, appSecret }, requestedBy);
    return { verdict: 'same' };
  } catch (error) {
    if (error instanceof Conflict && error.field === 'rootDepartmentId') return { verdict: 'rootTaken' };
    throw error;
  }
}

async function organisationOf({
  connection,
  connections,
  client,
}: CredentialsChange): Promise<ReturnType<typeof sameOrganisation>> {
  const sightings: Sighting[] = [];
  for (const known of await connections.knownThere(connection.id, mostLookedFor)) {
    sightings.push(await sight(client, connection.stamp, known));
    if (sightings.at(-1) === 'ours') break;
  }
  return sameOrganisation(sightings);
}

async function sight(
  client: DingTalkClient,
  stamp: string,
  { kind, externalId }: KnownThere,
): Promise<Sighting> {
  if (kind === 'account') {
    const told = await probe(() => getUser(client, externalId));
    if (told.kind === 'done') return externalId.startsWith(`${stamp}-`) ? 'ours' : 'there';
    return told.kind === 'rejected' && told.on === 'notFound' ? 'absent' : 'unknown';
  }
  const told = await probe(() => getDepartment(client, Number(externalId)));
  if (told.kind === 'done')
    return told.value.sourceIdentifier?.startsWith(`${stamp}:`) === true ? 'ours' : 'there';
  return told.kind === 'rejected' && told.on === 'departmentNotFound' ? 'absent' : 'unknown';
}
