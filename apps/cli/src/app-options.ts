import { AdminApiError } from './admin-api.js';

/** The options that name a DingTalk app; its secret is named by the variable that holds it. */
export interface AppOptions {
  readonly 'app-key'?: string | undefined;
  readonly 'app-secret-env'?: string | undefined;
  readonly 'oapi-base'?: string | undefined;
  readonly 'api-base'?: string | undefined;
}

/** The app as the admin API takes it. @throws AdminApiError when the secret's variable is not set */
export function appOf(options: AppOptions): Readonly<Record<string, string | undefined>> {
  const variable = options['app-secret-env'];
  const appSecret = variable === undefined ? undefined : process.env[variable];
  if (appSecret === undefined) {
    throw new AdminApiError(
      '--app-secret-env must name a set environment variable that holds the AppSecret.',
    );
  }
  return {
    appKey: options['app-key'],
    appSecret,
    ...(options['oapi-base'] === undefined ? {} : { oapiBase: options['oapi-base'] }),
    ...(options['api-base'] === undefined ? {} : { apiBase: options['api-base'] }),
  };
}
