import { Alert, Collapse, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Diagnosis } from './doctor.js';

type Finding = Diagnosis['findings'][number];

const colours = { ok: 'success', warning: 'warning', failed: 'error', unknown: 'default' } as const;

/** What the doctor found: what stands in the way first, each with its mend; the rest folded. */
export function DiagnosisTold({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  const { findings } = diagnosis;
  const failed = findings.filter(({ state }) => state === 'failed');
  const warned = findings.filter(({ state }) => state === 'warning');
  const rest = findings.filter(({ state }) => state === 'ok' || state === 'unknown');
  return (
    <Flex vertical gap="small" data-doctor={failed.length === 0 ? 'ready' : 'notReady'}>
      <Alert
        type={failed.length === 0 ? 'success' : 'error'}
        showIcon
        title={t(failed.length === 0 ? 'wizard.check.ready' : 'wizard.check.notReady')}
      />
      {[...failed, ...warned].map((finding, index) => (
        <Alert
          key={index}
          type={finding.state === 'failed' ? 'error' : 'warning'}
          title={finding.told?.what ?? finding.says}
          description={<Mend finding={finding} />}
        />
      ))}
      <Collapse
        items={[
          {
            key: 'rest',
            label: t('wizard.check.showAll'),
            children: (
              <Flex vertical gap="small">
                {rest.map(({ state, check, told }, index) => (
                  <Flex key={index} gap="small" align="start">
                    <Tag color={colours[state]}>{t(`doctor.${state}`)}</Tag>
                    <span className="wrap">{told?.what ?? check}</span>
                  </Flex>
                ))}
              </Flex>
            ),
          },
        ]}
      />
    </Flex>
  );
}

const withoutEnd = (text: string) => text.replace(/[^.。]*$/, '');
const withoutStop = (text: string) => text.replace(/^[.。]/, '');

function Mend({ finding: { told, link } }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  // The link stands below as a link; its sentence would tell it twice.
  const [before = '', after = ''] = told?.mend?.split(link ?? '\n') ?? [];
  const mend = after === '' && link === undefined ? before : withoutEnd(before) + withoutStop(after);
  return (
    <Flex vertical gap="small">
      {mend !== '' && <span>{mend}</span>}
      {link !== undefined && (
        <Typography.Link href={link} target="_blank" rel="noopener noreferrer">
          {t('wizard.check.grant')}
        </Typography.Link>
      )}
    </Flex>
  );
}
