import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { Loaded } from '../parts/loaded.js';
import { Pager } from '../parts/pager.js';
import { RouteLink } from '../parts/route-link.js';
import { WideTable } from '../parts/wide-table.js';

type Finding = Answer<'GET /connections/{id}/preflight/findings'>['findings'][number];

/** The languages that the server tells findings in. */
export type PreflightLanguage = 'en' | 'zh';

/** Whom and what the newest report means by one kind of finding. */
export function PreflightFindings({
  connectionId,
  kind,
  lang,
}: {
  readonly connectionId: string;
  readonly kind: Finding['kind'];
  readonly lang: PreflightLanguage;
}) {
  const { t } = useTranslation();
  const [after, setAfter] = useState(0);
  const findings = useAsk(
    'GET /connections/{id}/preflight/findings',
    { place: { id: connectionId }, query: { lang, kind, after, limit: 50 } },
    { topics: ['reports'] },
  );
  const columns: TableColumnsType<Finding> = [
    {
      title: t('common.name'),
      render: (_, { displayName, resourceId, type }) => {
        const shown = displayName ?? t('preflight.unnamed');
        return type === 'User' ? (
          <RouteLink to={`/connections/${connectionId}/people/${resourceId}`}>{shown}</RouteLink>
        ) : (
          shown
        );
      },
    },
    { title: t('preflight.other'), dataIndex: 'other' },
    { title: t('preflight.field'), dataIndex: 'field' },
    { title: t('preflight.detail'), dataIndex: 'detail' },
  ];
  return (
    <Loaded query={findings}>
      {(loaded) => (
        <>
          <WideTable<Finding>
            label={t('preflight.found')}
            rowKey={({ resourceId, other, field }) => `${resourceId} ${other ?? ''} ${field ?? ''}`}
            size="small"
            columns={columns}
            dataSource={loaded.findings}
          />
          <Pager
            back={after > 0}
            next={loaded.next === null ? null : String(loaded.next)}
            turn={(page) => {
              setAfter(Number(page ?? 0));
            }}
          />
        </>
      )}
    </Loaded>
  );
}
