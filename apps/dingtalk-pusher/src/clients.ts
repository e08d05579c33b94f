import { DingTalkClient } from '#dingtalk';
import type { ClientParts } from '#dingtalk';
import type { Connection, Connections } from '#store';
import { Bug } from '#common';

/** Makes the client of a connection; token and pace are shared by all connections of one app. */
export class Clients {
  constructor(
    private readonly parts: ClientParts,
    private readonly connections: Connections,
  ) {}

  of(connection: Connection): DingTalkClient {
    return new DingTalkClient(this.parts, {
      app: { baseUrl: connection.oapiBase, appKey: connection.appKey },
      apiBase: connection.apiBase,
      appSecret: async () => {
        const secret = await this.connections.appSecret(connection.id);
        if (secret === undefined) throw new Bug('connection-without-secret');
        return secret;
      },
    });
  }
}
