import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/call.js';

/** What a look at a remote SCIM server has found. */
export function DiagnosisOfSource({
  diagnosis,
}: {
  readonly diagnosis: Answer<'POST /connections/{id}/source/test'>;
}) {
  const { t, i18n } = useTranslation();
  const { outcome, detail, suggestedBase, users, groups, paging, filter, says } = diagnosis;
  const told = i18n.language === 'zh-CN' ? says.zh : says.en;
  const items = [
    ...(users === undefined ? [] : [{ key: 'users', label: t('source.users'), children: users }]),
    ...(groups === undefined ? [] : [{ key: 'groups', label: t('source.groups'), children: groups }]),
    ...(paging === undefined
      ? []
      : [{ key: 'paging', label: t('source.paging'), children: t(`source.pagings.${paging}`) }]),
    ...(filter === undefined
      ? []
      : [{ key: 'filter', label: t('source.filter'), children: t(`source.filters.${filter}`) }]),
  ];
  return (
    <Alert
      type={outcome === 'ok' ? 'success' : 'error'}
      showIcon
      data-source-test={outcome}
      title={detail === undefined || outcome === 'ok' ? told : `${told} (${detail})`}
      description={
        <>
          {suggestedBase !== undefined && (
            <div className="wrap">{t('source.suggested', { base: suggestedBase })}</div>
          )}
          {items.length > 0 && <Descriptions size="small" column={{ xs: 1, md: 2 }} items={items} />}
        </>
      }
    />
  );
}
