import { useTranslation } from 'react-i18next';
import { useOrder } from '../api/ask.js';
import { TokenDialog } from '../parts/token-dialog.js';

/** Makes a SCIM token of a connection and shows it once. */
export function NewToken({
  connectionId: id,
  close,
}: {
  readonly connectionId: string;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const issue = useOrder('POST /connections/{id}/tokens');
  return (
    <TokenDialog
      title={t('tokens.create')}
      labelAbout={t('tokens.labelAbout')}
      preset={{}}
      make={(body) => {
        issue.mutate({ place: { id }, body });
      }}
      isMaking={issue.isPending}
      error={issue.error}
      made={issue.data && { label: issue.data.label, secret: issue.data.scimToken }}
      close={close}
    />
  );
}
