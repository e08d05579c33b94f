import { readContactScope } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { FieldPermission } from '#provisioning';

/** A field whose name in the app's scope was seen, for each field permission (fact sheet 3.7, 8.1). */
const tellingField: Readonly<Record<FieldPermission, string>> = { mobile: 'mobile', personal: 'email' };

/**
 * Which fields the app may read, asked only where a field that was there is seen no more. What was found hidden is
 * taken to be so until the next reading: the call counts against the company's month (fact sheet 6.2).
 */
export class FieldPermissions {
  private readonly hidden: Set<FieldPermission>;

  /** @param hidden what is known to be hidden */
  constructor(
    private readonly client: DingTalkClient,
    hidden: readonly FieldPermission[],
  ) {
    this.hidden = new Set(hidden);
  }

  /**
   * Those of the doubtful fields that the app is still told to read, after they were missing. That it is not told is
   * no proof that it may not, but an unknown is not a no: nothing is emptied for it.
   */
  async stillGranted(doubtful: ReadonlySet<FieldPermission>): Promise<readonly FieldPermission[]> {
    const open = [...doubtful].filter((permission) => !this.hidden.has(permission));
    if (open.length === 0) return [];
    const { fields } = await readContactScope(this.client);
    const granted = open.filter((permission) => fields.includes(tellingField[permission]));
    for (const permission of open) if (!granted.includes(permission)) this.hidden.add(permission);
    return granted;
  }
}
