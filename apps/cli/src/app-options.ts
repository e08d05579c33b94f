import { AdminApiError } from './admin-api.js';

/** The options that name a DingTalk app; its secret is named by the variable that holds it. */
export interface AppOptions {
  readonly appKey?: string | undefined;
  readonly appSecretEnv?: string | undefined;
  readonly oapiBase?: string | undefined;
  readonly apiBase?: string | undefined;
}

/** The app as the admin API takes it. @throws AdminApiError when the secret's variable is not set */
export function appOf(options: AppOptions): Readonly<Record<string, string | undefined>> {
  const variable = options.appSecretEnv;
  const appSecret = variable === undefined ? undefined : process.env[variable];
  if (appSecret === undefined) {
    throw new AdminApiError(
      '--app-secret-env must name a set environment variable that holds the AppSecret.',
    );
  }
  return {
    appKey: options.appKey,
    appSecret,
    ...(options.oapiBase === undefined ? {} : { oapiBase: options.oapiBase }),
    ...(options.apiBase === undefined ? {} : { apiBase: options.apiBase }),
  };
}
