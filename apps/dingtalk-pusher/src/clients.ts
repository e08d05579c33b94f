import { DingTalkClient } from '#dingtalk';
import type { CallObserver, ClientParts } from '#dingtalk';
import type { Connection, Connections } from '#store';
import { Bug } from '#common';
import type { Metrics, Purpose } from './metrics.js';

/** Makes the client of a connection; token and pace are shared by all connections of one app. */
export class Clients {
  constructor(
    private readonly parts: Omit<ClientParts, 'observe'>,
    private readonly metrics: Metrics,
    private readonly connections: Connections,
  ) {}

  /**
   * @param purpose what its calls are counted under
   * @param tell is told of every call too
   */
  of(connection: Connection, purpose: Purpose, tell?: CallObserver): DingTalkClient {
    const observe: CallObserver = (call) => {
      this.metrics.observe(purpose, call);
      tell?.(call);
    };
    return new DingTalkClient(
      { ...this.parts, observe },
      {
        app: { baseUrl: connection.oapiBase, appKey: connection.appKey },
        apiBase: connection.apiBase,
        appSecret: async () => {
          const secret = await this.connections.appSecret(connection.id);
          if (secret === undefined) throw new Bug('connection-without-secret');
          return secret;
        },
      },
    );
  }
}
