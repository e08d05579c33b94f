import { Body, Controller, HttpCode, HttpException, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { asConnectionId, isJsonObject } from '#common';
import { CallbackCipher } from '#dingtalk';
import { subjectsOf } from '#provisioning';
import { Bells } from '#queue';
import { Store } from '#store';

/** DingTalk pushes again after 10 and after 30 seconds (fact sheet 7.2); clocks may differ a little. */
const freshMs = 600_000;

const querySchema = z.object({
  msg_signature: z.string().optional(),
  /** What some senders call it. */
  signature: z.string().optional(),
  timestamp: z.string().regex(/^\d{10,13}$/),
  nonce: z.string().min(1).max(128),
});
const bodySchema = z.object({ encrypt: z.string().min(1).max(1_000_000) });

type Reply = ReturnType<CallbackCipher['reply']>;

/**
 * Where DingTalk posts its events (fact sheet 7.2): verified, opened, written down as ids, rung for, answered. What
 * was recorded and is sent again is too old, or an event that is known already.
 */
@Controller('dingtalk/callback')
export class CallbackController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  @Post(':connection')
  @HttpCode(200)
  async receive(
    @Param('connection') connection: string,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<Reply> {
    const connectionId = asConnectionId(connection);
    const keys = connectionId && (await this.store.callbacks.read(connectionId));
    const [asked, sent] = [querySchema.safeParse(query), bodySchema.safeParse(body)];
    // Nobody learns which of them is wrong, nor whether there is such a connection.
    if (!connectionId || !keys || !asked.success || !sent.success) throw refused();
    const cipher = new CallbackCipher(keys);
    const { timestamp, nonce, msg_signature, signature = '' } = asked.data;
    const { encrypt } = sent.data;
    if (!cipher.isSigned(msg_signature ?? signature, timestamp, nonce, encrypt)) throw refused();
    if (Math.abs(Date.now() - millisecondsOf(timestamp)) > freshMs) throw refused();
    const message = readMessage(cipher.decrypt(encrypt));
    if (!message) throw refused();

    const { type, eventId, content } = message;
    const subjects = subjectsOf(type, content);
    if (subjects.length > 0) {
      const known = eventId ?? `signed:${cipher.signature(timestamp, nonce, encrypt)}`;
      if (await this.store.of(connectionId).mirror.hear(known, subjects)) this.bells.mirror(connectionId);
    }
    return cipher.reply(new Date());
  }
}

const refused = () => new HttpException('refused', 403);

/** Seconds in DingTalk's example, milliseconds in its posts. */
const millisecondsOf = (timestamp: string) => Number(timestamp) * (timestamp.length <= 10 ? 1_000 : 1);

/** One flat object; names in whatever capitals (fact sheet 7.2). */
function readMessage(text: string | undefined) {
  let content: unknown;
  try {
    content = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  if (!isJsonObject(content)) return undefined;
  const members = new Map(Object.entries(content).map(([name, value]) => [name.toLowerCase(), value]));
  const [type, eventId] = [members.get('eventtype'), members.get('eventid')];
  if (typeof type !== 'string') return undefined;
  return { type, eventId: typeof eventId === 'string' && eventId !== '' ? eventId : undefined, content };
}
