import { Alert, App, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk, useOrder } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useMayChange } from '../frame/session.js';
import { toldInstant } from '../parts/told-instant.js';

type Troubles = Answer<'GET /connections/{id}/troubles'>;

/** What stands in a connection's way, each with what mends it and, where there is one, the action. */
export function TroubleBanners({ connectionId }: { readonly connectionId: string }) {
  const troubles = useAsk(
    'GET /connections/{id}/troubles',
    { place: { id: connectionId } },
    { topics: ['troubles'] },
  );
  if (!troubles.data) return null;
  const { quarantine, lanes } = troubles.data;
  return (
    <>
      {quarantine && <Quarantine connectionId={connectionId} quarantine={quarantine} />}
      {lanes.map((lane) => (
        <Rest key={lane.lane} rest={lane} />
      ))}
    </>
  );
}

function Quarantine({
  connectionId,
  quarantine: { reason, code, address, since, nextProbeAt },
}: {
  readonly connectionId: string;
  readonly quarantine: NonNullable<Troubles['quarantine']>;
}) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  const resume = useOrder('POST /connections/{id}/resume');
  const told = (at: string | null) => toldInstant(at, i18n.language);
  return (
    <Alert
      type="error"
      showIcon
      data-banner="quarantine"
      title={reason === null ? t('overview.stopped') : t(`quarantines.${reason}.what`)}
      description={
        <Flex vertical>
          {reason !== null && <span>{t(`quarantines.${reason}.mend`)}</span>}
          {address !== null && <span>{t('overview.address', { address })}</span>}
          {code !== null && <span>{t('overview.code', { code })}</span>}
          {since !== null && (
            <span>{t('overview.stoppedSince', { since: told(since), next: told(nextProbeAt) })}</span>
          )}
        </Flex>
      }
      action={
        mayChange && (
          <Button
            loading={resume.isPending}
            onClick={() => {
              resume.mutate(
                { place: { id: connectionId } },
                { onSuccess: () => void message.success(t('overview.resumed')) },
              );
            }}
          >
            {t('overview.resume')}
          </Button>
        )
      }
    />
  );
}

function Rest({ rest }: { readonly rest: Troubles['lanes'][number] }) {
  const { t, i18n } = useTranslation();
  const { lane, reason, permission, code, grantLink, nextProbeAt } = rest;
  return (
    <Alert
      type="warning"
      showIcon
      data-banner={lane}
      title={t('overview.rests', {
        lane: t(`overview.restingLanes.${lane}`),
        time: toldInstant(nextProbeAt, i18n.language),
      })}
      description={
        <Flex vertical>
          <span>{t(`overview.restReasons.${reason}`)}</span>
          {permission !== null && <span>{t('overview.permission', { permission })}</span>}
          {code !== null && <span>{t('overview.code', { code })}</span>}
          {grantLink !== null && (
            <Typography.Link href={grantLink} target="_blank" rel="noopener noreferrer">
              {t('overview.grant')}
            </Typography.Link>
          )}
        </Flex>
      }
    />
  );
}
