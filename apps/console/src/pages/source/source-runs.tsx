import { Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../api/ask.js';
import { Loaded } from '../../parts/loaded.js';
import { Pager } from '../../parts/pager.js';
import { Panel } from '../../parts/panel.js';
import { RunTable } from './run-table.js';

const rows = 20;

/** The runs of a Source, newest first; the one that the address names stands above them. */
export function SourceRuns({ connectionId: id }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const [asked] = useSearchParams();
  const [before, setBefore] = useState<string>();
  const query = { limit: rows, ...(before === undefined ? {} : { before }) };
  const runs = useAsk(
    'GET /connections/{id}/source/runs',
    { place: { id }, query },
    { topics: ['source', 'runs'] },
  );
  const run = asked.get('run');
  return (
    <>
      {run !== null && (
        <Panel title={t('source.thisRun')}>
          <OneRun connectionId={id} runId={run} />
        </Panel>
      )}
      <Panel title={t('source.runs')}>
        <Loaded query={runs}>
          {(loaded) => (
            <Flex vertical gap="middle">
              <RunTable
                connectionId={id}
                runs={loaded}
                newest={before === undefined ? loaded[0]?.id : undefined}
              />
              <Pager
                back={before !== undefined}
                next={loaded.length === rows ? (loaded.at(-1)?.id ?? null) : null}
                turn={setBefore}
              />
            </Flex>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function OneRun({ connectionId: id, runId: run }: { readonly connectionId: string; readonly runId: string }) {
  const read = useAsk(
    'GET /connections/{id}/source/runs/{run}',
    { place: { id, run } },
    { topics: ['source', 'runs'] },
  );
  return (
    <Loaded query={read}>
      {(loaded) => <RunTable connectionId={id} runs={[loaded]} newest={undefined} />}
    </Loaded>
  );
}
