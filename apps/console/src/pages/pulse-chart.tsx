import { Collapse, Flex, Segmented, theme } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { WideTable } from '../parts/wide-table.js';

type Slot = Answer<'GET /connections/{id}/series'>['slots'][number];

const spans = ['hour', 'day', 'week'] as const;

/** Changes and calls over time, as a chart and, for whoever cannot see it, as a table. */
export function PulseChart({ connectionId }: { readonly connectionId: string }) {
  const { t, i18n } = useTranslation();
  const { token } = theme.useToken();
  const [span, setSpan] = useState<(typeof spans)[number]>('hour');
  const series = useAsk(
    'GET /connections/{id}/series',
    { place: { id: connectionId }, query: { span } },
    { everyMs: 15_000 },
  );
  const told = new Intl.DateTimeFormat(
    i18n.language,
    span === 'week' ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit' },
  );
  return (
    <Flex vertical gap="middle">
      <Segmented
        aria-label={t('overview.span')}
        value={span}
        onChange={setSpan}
        options={spans.map((value) => ({ value, label: t(`overview.spans.${value}`) }))}
      />
      <Loaded query={series}>
        {({ slots }) => (
          <>
            <div className="chart" role="img" aria-label={t('overview.chart')}>
              <ResponsiveContainer>
                <ComposedChart data={[...slots]} accessibilityLayer={false}>
                  <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
                  <XAxis
                    dataKey="at"
                    tickFormatter={(at: string) => told.format(new Date(at))}
                    stroke={token.colorTextSecondary}
                    minTickGap={40}
                  />
                  <YAxis allowDecimals={false} stroke={token.colorTextSecondary} width={40} />
                  <Tooltip
                    labelFormatter={(at) => (typeof at === 'string' ? told.format(new Date(at)) : '')}
                    contentStyle={{ background: token.colorBgElevated, borderColor: token.colorBorder }}
                  />
                  <Legend />
                  <Bar
                    dataKey="changes"
                    name={t('overview.changes')}
                    fill={token.colorPrimary}
                    isAnimationActive={false}
                  />
                  <Line
                    dataKey="calls"
                    name={t('overview.callsShort')}
                    stroke={token.colorSuccess}
                    dot={false}
                    isAnimationActive={false}
                  />
                  <Line
                    dataKey="throttled"
                    name={t('overview.throttled')}
                    stroke={token.colorError}
                    dot={false}
                    isAnimationActive={false}
                  />
                </ComposedChart>
              </ResponsiveContainer>
            </div>
            <Collapse
              size="small"
              items={[{ key: 'table', label: t('overview.asTable'), children: <AsTable slots={slots} /> }]}
            />
          </>
        )}
      </Loaded>
    </Flex>
  );
}

function AsTable({ slots }: { readonly slots: readonly Slot[] }) {
  const { t } = useTranslation();
  const moved = slots.filter(({ changes, calls, throttled }) => changes + calls + throttled > 0);
  return (
    <WideTable<Slot>
      label={t('overview.chart')}
      rowKey="at"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      locale={{ emptyText: t('overview.chartNone') }}
      dataSource={moved}
      columns={[
        { title: t('overview.time'), render: (_, { at }) => <Instant at={at} /> },
        { title: t('overview.changes'), dataIndex: 'changes' },
        { title: t('overview.callsShort'), dataIndex: 'calls' },
        { title: t('overview.throttled'), dataIndex: 'throttled' },
      ]}
    />
  );
}
