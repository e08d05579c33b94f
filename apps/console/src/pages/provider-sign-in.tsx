import { Alert, Button, Divider, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProviderRefusal } from '#admin-api';
import { useAsk } from '../api/ask.js';

interface Props {
  /** Where to go afterwards. */
  readonly next: string | null;
  /** Why the provider's last try was refused, as the address says it. */
  readonly refused: string | null;
}

const refusals: Readonly<Record<ProviderRefusal, true>> = {
  declined: true,
  noRole: true,
  disabled: true,
  expired: true,
  unreachable: true,
  untrusted: true,
};

const isRefusal = (text: string): text is ProviderRefusal => Object.hasOwn(refusals, text);

/** The way in by the company's own provider, where there is one. */
export function ProviderSignIn({ next, refused }: Props) {
  const { t } = useTranslation();
  const { data } = useAsk('GET /session/ways', {});
  if (data?.provider === undefined) return null;
  const { label, address } = data.provider;
  const query = next === null ? '' : `?${new URLSearchParams({ next }).toString()}`;
  return (
    <Flex vertical gap="middle">
      {refused !== null && isRefusal(refused) && (
        <Alert type="error" showIcon title={t(`signIn.providerRefused.${refused}`)} />
      )}
      <Button href={`${address}${query}`} block>
        {t('signIn.provider', { label })}
      </Button>
      <Divider plain>{t('signIn.byPassword')}</Divider>
    </Flex>
  );
}
