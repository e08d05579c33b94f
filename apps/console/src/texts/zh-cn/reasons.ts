import { reasonTexts } from '#admin-api';
import type { Texts } from '../texts.js';

const { blocks, waits, holds } = reasonTexts.zh;

export const reasons: Texts['reasons'] = { ...blocks, ...waits, ...holds };

export const quarantines: Texts['quarantines'] = {
  badCredentials: {
    what: '钉钉不接受该应用的 AppKey 和 AppSecret。',
    mend: '请在开发者后台核对 AppKey 和 AppSecret。',
  },
  ipNotAllowed: {
    what: '钉钉不接受来自本服务器地址的调用。',
    mend: '请在开发者后台把出口 IP 加入应用的服务器出口 IP 列表。',
  },
  appStopped: { what: '应用在钉钉中已停用或未发布。', mend: '请在开发者后台启用并发布应用。' },
  permissionMissing: { what: '应用缺少权限。', mend: '请在开发者后台授予通讯录权限。' },
};
