import { Alert, Flex, Tag, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Move } from './draft.js';
import { consolePermissions } from './permissions.js';
import type { ConsolePermission } from './permissions.js';
import { StepButtons } from './step-buttons.js';
import { WideTable } from '../../parts/wide-table.js';

const developerConsole = 'https://open-dev.dingtalk.com/';
const documentation = 'https://open.dingtalk.com/document/';

/** What somebody who administers DingTalk does once in its developer console. */
export function AppStep({ go }: { readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const task = (key: 'create' | 'credentials' | 'scope' | 'fields') => ({
    key,
    content: (
      <>
        <Typography.Text strong>{t(`wizard.app.${key}`)}</Typography.Text>
        <Typography.Paragraph type="secondary">{t(`wizard.app.${key}About`)}</Typography.Paragraph>
      </>
    ),
  });
  const open = {
    key: 'open',
    content: (
      <>
        <Outside href={developerConsole} text={t('wizard.app.open')} />
        <Typography.Paragraph type="secondary">{t('wizard.app.openAbout')}</Typography.Paragraph>
      </>
    ),
  };
  const permissions = {
    key: 'permissions',
    content: (
      <>
        <Typography.Text strong>{t('wizard.app.permissions')}</Typography.Text>
        <Typography.Paragraph type="secondary">{t('wizard.app.permissionsAbout')}</Typography.Paragraph>
        <Permissions />
      </>
    ),
  };
  const items = [open, task('create'), task('credentials'), permissions, task('scope'), task('fields')];
  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph>
        {t('wizard.app.lead')} <Outside href={documentation} text={t('wizard.app.documentation')} />
      </Typography.Paragraph>
      <Timeline items={items} />
      <Alert type="info" showIcon title={t('wizard.app.personal')} />
      <StepButtons go={go} />
    </Flex>
  );
}

function Outside({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Typography.Link href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </Typography.Link>
  );
}

function Permissions() {
  const { t } = useTranslation();
  return (
    <WideTable<ConsolePermission>
      label={t('wizard.app.permissions')}
      rowKey="code"
      size="small"
      dataSource={consolePermissions}
      columns={[
        {
          title: t('wizard.app.permission'),
          render: (_, { zh, en }) => (
            <>
              <span lang="zh-CN">{zh}</span>
              <br />
              <Typography.Text type="secondary" lang="en">
                {en}
              </Typography.Text>
            </>
          ),
        },
        {
          title: t('wizard.app.code'),
          render: (_, { code }) => <Typography.Text copyable={{ tooltips: false }}>{code}</Typography.Text>,
        },
        {
          title: t('wizard.app.purpose'),
          render: (_, { needed }) => (
            <Tag color={needed === 'always' ? 'processing' : 'default'}>{t(`wizard.app.${needed}`)}</Tag>
          ),
        },
      ]}
    />
  );
}
