import { DingTalkClient, Tokens } from '#dingtalk';
import type { CallObserver, ClientParts, Credentials, Pace } from '#dingtalk';
import type { Connection, Connections, Draft } from '#store';
import { Bug } from '#common';
import { OwnToken } from './doctor/own-token.js';
import type { Metrics, Purpose } from './metrics.js';
import type { MinuteCounts } from './minute-counts.js';
import { lowestPace } from './pace/postgres-pace.js';
import type { PostgresPace } from './pace/postgres-pace.js';

/** What all clients of the process share. */
type Shared = Pick<ClientParts, 'transport' | 'tokens'> & { readonly pace: Pick<PostgresPace, 'of'> };

/** What a ticket for a Stream is asked for with. */
export interface TicketParts {
  readonly shared: { readonly transport: Shared['transport']; readonly pace: Pace };
  readonly credentials: Credentials;
}

/** Makes the client of a connection; token and pace are shared by all connections of one app. */
export class Clients {
  constructor(
    private readonly shared: Shared,
    private readonly metrics: Metrics,
    private readonly connections: Connections,
    private readonly minutes: Pick<MinuteCounts, 'call'>,
  ) {}

  /**
   * @param purpose what its calls are counted under; those for leavers go first
   * @param tell is told of every call too
   */
  of(connection: Connection, purpose: Purpose, tell?: CallObserver): DingTalkClient {
    const { callsPerSecond } = connection.settings;
    const pace = this.shared.pace.of({ callsPerSecond, urgent: purpose === 'leavers' });
    const count: CallObserver = (call) => {
      this.minutes.call(connection.id, call.throttled);
      tell?.(call);
    };
    return this.make(purpose, this.shared.tokens, pace, this.credentialsOf(connection), count);
  }

  /** For a look at an app: with a token of its own, so that AppKey and AppSecret are really tried. */
  forDoctor(subject: Connection | Draft): DingTalkClient {
    const { transport } = this.shared;
    const pace = this.shared.pace.of(lowestPace);
    const tokens = new Tokens(transport, new OwnToken(), pace);
    const credentials = 'id' in subject ? this.credentialsOf(subject) : draftCredentials(subject);
    return this.make('task', tokens, pace, credentials);
  }

  /** For a Stream, which needs no access token. */
  tickets(connection: Connection): TicketParts {
    const { transport, pace } = this.shared;
    return { shared: { transport, pace: pace.of(lowestPace) }, credentials: this.credentialsOf(connection) };
  }

  private make(
    purpose: Purpose,
    tokens: Tokens,
    pace: Pace,
    credentials: Credentials,
    tell?: CallObserver,
  ): DingTalkClient {
    const observe: CallObserver = (call) => {
      this.metrics.observe(purpose, call);
      tell?.(call);
    };
    const { transport } = this.shared;
    return new DingTalkClient({ transport, pace, tokens, observe }, credentials);
  }

  private credentialsOf({ id, oapiBase, apiBase, appKey }: Connection): Credentials {
    return {
      app: { baseUrl: oapiBase, apiBase, appKey },
      appSecret: async () => {
        const secret = await this.connections.appSecret(id);
        if (secret === undefined) throw new Bug('connection-without-secret');
        return secret;
      },
    };
  }
}

function draftCredentials({ oapiBase, apiBase, appKey, appSecret }: Draft): Credentials {
  return { app: { baseUrl: oapiBase, apiBase, appKey }, appSecret: () => Promise.resolve(appSecret) };
}
