import { DingTalkClient } from '#dingtalk';
import type { CallObserver, ClientParts } from '#dingtalk';
import type { Connection, Connections } from '#store';
import { Bug } from '#common';
import type { Metrics, Purpose } from './metrics.js';
import type { PostgresPace } from './pace/postgres-pace.js';

/** What all clients of the process share. */
type Shared = Pick<ClientParts, 'transport' | 'tokens'> & { readonly pace: PostgresPace };

/** Makes the client of a connection; token and pace are shared by all connections of one app. */
export class Clients {
  constructor(
    private readonly shared: Shared,
    private readonly metrics: Metrics,
    private readonly connections: Connections,
  ) {}

  /** @param purpose what its calls are counted under; those for leavers go first */
  of(connection: Connection, purpose: Purpose): DingTalkClient {
    const observe: CallObserver = (call) => {
      this.metrics.observe(purpose, call);
    };
    const { transport, tokens } = this.shared;
    const { callsPerSecond } = connection.settings;
    const pace = this.shared.pace.of({ callsPerSecond, urgent: purpose === 'leavers' });
    return new DingTalkClient(
      { transport, tokens, pace, observe },
      {
        app: { baseUrl: connection.oapiBase, apiBase: connection.apiBase, appKey: connection.appKey },
        appSecret: async () => {
          const secret = await this.connections.appSecret(connection.id);
          if (secret === undefined) throw new Bug('connection-without-secret');
          return secret;
        },
      },
    );
  }
}
