import { DingTalkClient, Tokens } from '#dingtalk';
import type { CallObserver, ClientParts, Credentials } from '#dingtalk';
import type { Connection, Connections, Draft } from '#store';
import { Bug } from '#common';
import { OwnToken } from './doctor/own-token.js';
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
    return this.make(purpose, this.parts.tokens, this.credentialsOf(connection), tell);
  }

  /** For a look at an app: with a token of its own, so that AppKey and AppSecret are really tried. */
  forDoctor(subject: Connection | Draft): DingTalkClient {
    const { transport, pace } = this.parts;
    const tokens = new Tokens(transport, new OwnToken(), pace);
    return this.make(
      'task',
      tokens,
      'id' in subject ? this.credentialsOf(subject) : draftCredentials(subject),
    );
  }

  private make(
    purpose: Purpose,
    tokens: Tokens,
    credentials: Credentials,
    tell?: CallObserver,
  ): DingTalkClient {
    const observe: CallObserver = (call) => {
      this.metrics.observe(purpose, call);
      tell?.(call);
    };
    const { transport, pace } = this.parts;
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
