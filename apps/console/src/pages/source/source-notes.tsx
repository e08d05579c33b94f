import { Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useKnownWord } from '../../parts/known-word.js';
import { Loaded } from '../../parts/loaded.js';
import { Pager } from '../../parts/pager.js';
import { WideTable } from '../../parts/wide-table.js';

type Note = Answer<'GET /connections/{id}/source/runs/{run}/notes'>[number];

const rows = 50;

/** The records of a run that were not written, or missing. */
export function SourceNotes({
  connectionId: id,
  runId: run,
}: {
  readonly connectionId: string;
  readonly runId: string;
}) {
  const { t } = useTranslation();
  const word = useKnownWord();
  const [after, setAfter] = useState(0);
  const notes = useAsk('GET /connections/{id}/source/runs/{run}/notes', {
    place: { id, run },
    query: { after, limit: rows },
  });
  return (
    <Loaded query={notes}>
      {(loaded) =>
        loaded.length === 0 && after === 0 ? (
          <Typography.Text type="secondary">{t('source.noNotes')}</Typography.Text>
        ) : (
          <Flex vertical gap="small">
            <WideTable<Note>
              label={t('source.notes')}
              rowKey="seq"
              size="small"
              dataSource={loaded}
              columns={[
                { title: t('common.kind'), dataIndex: 'type' },
                { title: t('source.record'), dataIndex: 'sourceId' },
                { title: t('source.note'), render: (_, { what }) => t(`source.noteKinds.${what}`) },
                {
                  title: t('source.noteDetail'),
                  render: (_, { detail }) => detail !== null && word('source.reasons', detail),
                },
              ]}
            />
            <Pager
              back={after > 0}
              next={loaded.length === rows ? String(loaded.at(-1)?.seq ?? 0) : null}
              turn={(page) => {
                setAfter(Number(page ?? 0));
              }}
            />
          </Flex>
        )
      }
    </Loaded>
  );
}
