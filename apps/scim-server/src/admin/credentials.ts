import { z } from 'zod';
import { apiBaseOf } from '#dingtalk';

const httpUrl = z.url({ protocol: /^https?$/ });

/** An app and where DingTalk is: mainland China's edition, unless told otherwise. */
export const credentialsSchema = z.strictObject({
  appKey: z.string().trim().min(1).max(200),
  appSecret: z.string().trim().min(1).max(500),
  oapiBase: httpUrl.default('https://oapi.dingtalk.com'),
  /** Only where it cannot be told from the other. */
  apiBase: httpUrl.optional(),
});

/** Both base URLs, the second as given or as it follows from the first. */
export const basesOf = ({
  oapiBase,
  apiBase,
}: {
  readonly oapiBase: string;
  readonly apiBase?: string | undefined;
}): { readonly oapiBase: string; readonly apiBase: string } => ({
  oapiBase,
  apiBase: apiBase ?? apiBaseOf(oapiBase),
});
