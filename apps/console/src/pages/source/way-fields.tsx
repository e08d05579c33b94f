import { Collapse, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { authKinds } from './entered-source.js';
import type { EnteredSource } from './entered-source.js';

/** Where a remote SCIM server is and how it lets us in; a part of a form of an `EnteredSource`. */
export function WayFields({ mayKeep }: { /** Whether something is saved. */ readonly mayKeep: boolean }) {
  const { t } = useTranslation();
  const kind = Form.useWatch<EnteredSource['authKind'] | undefined>('authKind');
  const kinds = mayKeep ? (['kept', ...authKinds] as const) : authKinds;
  return (
    <>
      <Form.Item
        name="baseUrl"
        label={t('source.baseUrl')}
        extra={t('source.baseUrlAbout')}
        rules={[{ required: true, pattern: /^\s*https?:\/\/\S+\s*$/, message: t('source.baseUrlBroken') }]}
      >
        <Input maxLength={2000} placeholder="https://hr.example/scim/v2" autoComplete="off" />
      </Form.Item>
      <Form.Item name="authKind" label={t('source.auth')}>
        <Select options={kinds.map((value) => ({ value, label: t(`source.auths.${value}`) }))} />
      </Form.Item>
      {kind !== undefined && kind !== 'kept' && (
        <>
          <AuthFields kind={kind} />
          <Collapse
            ghost
            items={[{ key: 'more', label: t('source.more'), children: <More />, forceRender: true }]}
          />
        </>
      )}
    </>
  );
}

function AuthFields({ kind }: { readonly kind: (typeof authKinds)[number] }) {
  const { t } = useTranslation();
  switch (kind) {
    case 'bearer':
      return <SecretField name="token" label={t('source.token')} />;
    case 'basic':
      return (
        <>
          <TextField name="user" label={t('source.user')} />
          <SecretField name="password" label={t('source.password')} />
        </>
      );
    case 'header':
      return (
        <>
          <TextField name="name" label={t('source.headerName')} />
          <SecretField name="value" label={t('source.headerValue')} />
        </>
      );
    case 'oauth':
      return (
        <>
          <TextField name="tokenUrl" label={t('source.tokenUrl')} />
          <TextField name="clientId" label={t('source.clientId')} />
          <SecretField name="clientSecret" label={t('source.clientSecret')} />
          <TextField name="scope" label={t('source.scope')} isOptional />
          <Form.Item name={['auth', 'secretIn']} label={t('source.secretIn')} initialValue="header">
            <Select
              options={(['header', 'form'] as const).map((value) => ({
                value,
                label: t(`source.secretIns.${value}`),
              }))}
            />
          </Form.Item>
        </>
      );
  }
}

function TextField({
  name,
  label,
  isOptional = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly isOptional?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={['auth', name]}
      label={label}
      rules={isOptional ? [] : [{ required: true, whitespace: true, message: t('source.missingValue') }]}
    >
      <Input maxLength={1000} autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}

function SecretField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={['auth', name]}
      label={label}
      extra={t('source.sealed')}
      rules={[{ required: true, message: t('source.missingValue') }]}
    >
      <Input.Password maxLength={10_000} autoComplete="off" />
    </Form.Item>
  );
}

function More() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="ca"
        label={t('source.ca')}
        extra={t('source.caAbout')}
        rules={[{ pattern: /-----BEGIN CERTIFICATE-----/, message: t('source.caBroken') }]}
      >
        <Input.TextArea rows={4} spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="proxy"
        label={t('source.proxy')}
        rules={[{ pattern: /^\s*https?:\/\/\S+\s*$/, message: t('source.baseUrlBroken') }]}
      >
        <Input maxLength={2000} autoComplete="off" />
      </Form.Item>
    </>
  );
}
