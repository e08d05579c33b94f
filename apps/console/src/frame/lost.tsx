import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { LinkButton } from '../parts/link-button.js';

/** In place of a page that is not there, or that broke. */
export function Lost() {
  const { t } = useTranslation();
  const kind = useRouteError() === undefined ? 'notFound' : 'fault';
  return (
    <Result
      status={kind === 'notFound' ? '404' : 'error'}
      icon={<span />}
      title={t(`failures.${kind}.what`)}
      subTitle={t(`failures.${kind}.mend`)}
      extra={
        <LinkButton to="/" type="primary">
          {t('failures.home')}
        </LinkButton>
      }
    />
  );
}
