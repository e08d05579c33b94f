import type { endpoints, Told } from '#admin-api';
import { diagnosisSchema, tellFinding } from '#dingtalk';
import type { DoctorLanguage } from '#dingtalk';

/** A diagnosis as the admin API answers it. */
type ToldDiagnosis = Extract<Told<typeof endpoints.doctor.ofDraft>, { readonly appKey: string }>;

/** What the pusher found out; each finding as a sentence, too, where a language is asked for. */
export function toldDiagnosis(result: unknown, language: DoctorLanguage | undefined): ToldDiagnosis {
  const { appKey, findings } = diagnosisSchema.parse(result);
  if (language === undefined) return { appKey, findings };
  return {
    appKey,
    findings: findings.map((finding) => ({ ...finding, told: tellFinding(finding, language) })),
  };
}
