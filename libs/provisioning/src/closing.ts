import type { Settings } from './settings.js';

const atOnce = { action: 'delete', graceSeconds: 0 } as const;

/** The settings of a connection that ends with all that is its own: whoever is left leaves, at once. */
export function closingSettings(settings: Settings): Settings {
  return { ...settings, leavers: { ...settings.leavers, deleted: atOnce } };
}

/** What a Link has in DingTalk, and whether it was there before. */
interface Owned {
  readonly adopted: boolean;
  readonly externalId: string | null;
  readonly mark: string | null;
}

/** Whether it was in DingTalk before the connection was: then it stays when the connection ends. */
export function wasThereBefore(stamp: string, { adopted, externalId, mark }: Owned): boolean {
  const isMarked = mark?.startsWith(`${stamp}:`) === true || externalId?.startsWith(`${stamp}-`) === true;
  return adopted && !isMarked;
}
