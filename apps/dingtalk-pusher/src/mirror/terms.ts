import type { DingTalkClient } from '#dingtalk';
import type { Connection, Crawl, Mirror } from '#store';
import type { FieldPermissions } from './field-permissions.js';

/** What is the same for everything that is read for one mirror in one turn. */
export interface MirrorTerms {
  readonly connection: Pick<Connection, 'id' | 'settings'>;
  readonly client: DingTalkClient;
  readonly mirror: Mirror;
  readonly crawl: Crawl;
  readonly permissions: FieldPermissions;
}
