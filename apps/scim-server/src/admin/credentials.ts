import { apiBaseOf } from '#dingtalk';

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
