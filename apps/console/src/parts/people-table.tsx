import { Flex, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from './loaded.js';
import { Pager } from './pager.js';
import { WideTable } from './wide-table.js';

/** The people that were found, a page of them, and how many there are in all. */
export function PeopleTable<Row extends object>({
  people,
  columns,
  page,
  seek,
}: {
  readonly people: UseQueryResult<{
    readonly rows: readonly Row[];
    readonly next: string | null;
    readonly total: number;
  }>;
  readonly columns: TableColumnsType<Row>;
  readonly page: string | undefined;
  readonly seek: (change: { readonly page: string | undefined }) => void;
}) {
  const { t } = useTranslation();
  return (
    <Loaded query={people}>
      {({ rows, next, total }) => (
        <Flex vertical gap="middle">
          <Typography.Text type="secondary">{t('people.all', { count: total })}</Typography.Text>
          <WideTable<Row>
            label={t('people.title')}
            rowKey="id"
            columns={columns}
            dataSource={rows}
            locale={{ emptyText: t('people.none') }}
          />
          <Pager
            back={page !== undefined}
            next={next}
            turn={(turned) => {
              seek({ page: turned });
            }}
          />
        </Flex>
      )}
    </Loaded>
  );
}
