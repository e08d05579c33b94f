import { generationOf } from '../endpoints/endpoint.js';
import { Refusal } from '../refusal.js';

/** How one refusal of the gateway is told by each generation (fact sheet 1.5, 5.2, 6.1). */
interface Told {
  /** sub_code of topapi. */
  readonly sub: string;
  /** errcode of legacy paths, where it differs. */
  readonly legacy?: string;
  readonly status: number;
  readonly code: string;
}

const told = {
  tokenMissing: { sub: '40000', legacy: '41001', status: 400, code: 'AuthenticationFailed.MissingParameter' },
  tokenInvalid: { sub: '40014', status: 400, code: 'InvalidAuthentication' },
  tokenExpired: { sub: '40014', legacy: '42001', status: 400, code: 'InvalidAuthentication' },
  address: { sub: '60020', status: 403, code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
  permission: { sub: '60011', status: 403, code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' },
  appRate: { sub: '90018', status: 403, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
  appMinute: { sub: '90018', status: 403, code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
  globalRate: { sub: '90002', status: 403, code: 'Forbidden.AccessDenied.QpsLimitForApi' },
  quota: { sub: '90020', status: 403, code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
} as const satisfies Readonly<Record<string, Told>>;

/** A refusal of the gateway, in the words of the path's generation. */
export function gatewayRefusal(
  path: string,
  situation: keyof typeof told,
  text?: string,
  more: Readonly<Record<string, unknown>> = {},
): Refusal {
  const { sub, legacy = sub, status, code }: Told = told[situation];
  const words = text === undefined ? {} : { text };
  switch (generationOf(path)) {
    case 'topapi':
      return new Refusal(sub, { gateway: true, ...words });
    case 'legacy':
      return new Refusal(legacy, words);
    case 'new':
      return new Refusal(code, { status, more, text: text ?? newTexts[situation] ?? code });
  }
}

const newTexts: Readonly<Partial<Record<keyof typeof told, string>>> = {
  tokenMissing: '缺少参数：x-acs-dingtalk-access-token',
  tokenInvalid: '不合法的access_token',
  tokenExpired: '不合法的access_token',
};
