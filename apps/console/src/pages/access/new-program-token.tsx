import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { TokenDialog } from '../../parts/token-dialog.js';
import { roles } from './roles.js';
import type { Role } from './roles.js';

const preset: { readonly role: Role } = { role: 'viewer' };

/** Makes a token for a program and shows it once. */
export function NewProgramToken({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const issue = useOrder('POST /api-tokens');
  return (
    <TokenDialog
      title={t('access.newToken')}
      preset={preset}
      make={(body) => {
        issue.mutate({ body });
      }}
      isMaking={issue.isPending}
      error={issue.error}
      made={issue.data && { label: issue.data.token.label, secret: issue.data.secret }}
      close={close}
    >
      <Form.Item name="role" label={t('access.role')} extra={t('access.roleAbout')}>
        <Select options={roles.map((value) => ({ value, label: t(`frame.roles.${value}`) }))} />
      </Form.Item>
    </TokenDialog>
  );
}
