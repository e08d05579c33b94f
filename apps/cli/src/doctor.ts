import { diagnosisSchema, doctorLanguage, tellDiagnosis } from '#dingtalk';
import type { Diagnosis } from '#dingtalk';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { appOf } from './app-options.js';
import type { AppOptions } from './app-options.js';
import { connectionIdOf } from './connection-id.js';
import { taskAnswer } from './task-answer.js';
import type { Report } from './terminal.js';

/** The options of `doctor`. */
export interface DoctorOptions extends AppOptions {
  readonly defaultDepartment?: string | undefined;
  readonly lang?: string | undefined;
  readonly json?: boolean | undefined;
}

const patienceMs = 60_000;

/**
 * Has a connection's app looked at, by the connection's id or name; without one, the app that the options name.
 * Ends with 0 where the bridge can work, with 1 where something has to be mended first.
 *
 * @throws AdminApiError when nobody could look
 */
export async function doctor(
  api: AdminApi,
  options: DoctorOptions,
  connection: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Report> {
  const first =
    connection === undefined
      ? await api.call<object>('POST', '/doctor', draftOf(options))
      : await api.call<object>('POST', `/connections/${await connectionIdOf(api, connection)}/doctor`);
  const diagnosis = await finished(api, first);
  const language = doctorLanguage(options.lang ?? env.LC_ALL ?? env.LANG);
  const failed = diagnosis.findings.some(({ state }) => state === 'failed');
  return {
    text: options.json ? JSON.stringify(diagnosis, null, 2) : tellDiagnosis(diagnosis, language),
    code: failed ? 1 : 0,
  };
}

function draftOf(options: DoctorOptions): object {
  const department = options.defaultDepartment;
  const app = appOf(options);
  return department === undefined ? app : { ...app, defaultDepartmentId: Number(department) };
}

async function finished(api: AdminApi, first: object): Promise<Diagnosis> {
  const diagnosis = diagnosisSchema.safeParse(await taskAnswer(api, first, patienceMs));
  if (!diagnosis.success) throw new AdminApiError('The pusher did not answer. Does it run?');
  return diagnosis.data;
}
