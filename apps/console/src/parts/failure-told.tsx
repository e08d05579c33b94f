import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/refusal.js';
import { failureKind } from '../api/failure-kind.js';

/** What went wrong, what to do about it, and a button that tries again. */
export function FailureTold({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTranslation();
  const status = error instanceof Refusal ? error.status : undefined;
  const said = error instanceof Refusal ? error.said : '';
  const kind = failureKind(status);
  return (
    <Alert
      type="error"
      showIcon
      title={t(`failures.${kind}.what`)}
      description={kind === 'refused' && said !== '' ? said : t(`failures.${kind}.mend`)}
      action={again && <Button onClick={again}>{t('common.retry')}</Button>}
    />
  );
}
