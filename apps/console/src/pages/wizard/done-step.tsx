import { Alert, Flex, Tabs, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../parts/link-button.js';
import { Secret } from '../../parts/secret.js';
import type { Draft } from './draft.js';
import { Panel } from '../../parts/panel.js';

const providers = ['entra', 'okta', 'authentik', 'other'] as const;
const sentences = ['one', 'two', 'three', 'four'] as const;

/** What the identity provider has to be given; the token is seen here and never again. */
export function DoneStep({ draft: { made, purpose } }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  if (!made) return null;
  const { scimUrl, scimToken, connection, opposite } = made;
  return (
    <Flex vertical gap="middle">
      <Alert type="success" showIcon title={t('wizard.created')} description={t(`wizard.done.${purpose}`)} />
      {opposite.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-banner="opposite"
          title={t('wizard.done.opposite', { names: opposite.join(t('common.comma')) })}
          description={t('wizard.done.oppositeAbout')}
        />
      )}
      {purpose !== 'pulled' && (
        <Panel>
          <Flex vertical gap="middle">
            <Secret label={t('wizard.done.url')} value={scimUrl} />
            <Secret label={t('wizard.done.token')} value={scimToken} />
          </Flex>
        </Panel>
      )}
      {purpose !== 'mirrored' && <Alert type="warning" showIcon title={t('wizard.done.warning')} />}
      {purpose === 'pushed' && (
        <Panel title={t('providers.title')}>
          <Tabs
            items={providers.map((provider) => ({
              key: provider,
              label: t(`providers.names.${provider}`),
              children: (
                <>
                  <ol>
                    {sentences.map((sentence) => (
                      <li key={sentence}>{t(`providers.${provider}.${sentence}`)}</li>
                    ))}
                  </ol>
                  {provider === 'other' && (
                    <Typography.Text code className="wrap">
                      {`curl -s ${scimUrl}/Users -H "Authorization: Bearer $TOKEN"`}
                    </Typography.Text>
                  )}
                </>
              ),
            }))}
          />
        </Panel>
      )}
      <Flex justify="end">
        <LinkButton to={`/connections/${connection.id}`} type="primary">
          {t('wizard.done.to')}
        </LinkButton>
      </Flex>
    </Flex>
  );
}
