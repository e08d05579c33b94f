import { Alert, Button, Flex, Form, Input, Typography } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useAsk, useOrder } from '../api/ask.js';
import { Refusal } from '../api/refusal.js';
import { Choices } from '../frame/choices.js';
import { FailureTold } from '../parts/failure-told.js';
import { destination } from './destination.js';
import { Panel } from '../parts/panel.js';
import { ProviderSignIn } from './provider-sign-in.js';

interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** The form at the door. */
export function SignInPage() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signIn = useOrder('POST /session');
  const known = useAsk('GET /session', {});
  const next = query.get('next');
  const title = `${t('signIn.title')} · ${t('frame.product')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  // Whom a provider has sent, and whoever comes here by an old address, is signed in already.
  const isIn = known.data !== undefined && known.error === null;
  const { kind, path } = destination(next);
  // Once: a second time would break off the first.
  const leadsOn = useRef(false);
  const leadOn = useCallback(() => {
    if (leadsOn.current) return;
    leadsOn.current = true;
    if (kind === 'document') location.assign(path);
    else void navigate(path, { replace: true });
  }, [kind, path, navigate]);
  useEffect(() => {
    if (isIn) leadOn();
  }, [isIn, leadOn]);
  const enter = (body: Credentials) => {
    signIn.mutate(
      { body },
      {
        onSuccess: (session) => {
          // Whatever somebody else has seen here before is forgotten.
          queries.clear();
          queries.setQueryData(['GET /session', {}], session);
          leadOn();
        },
      },
    );
  };
  return (
    <Flex component="main" align="center" justify="center" style={{ minHeight: '100vh', padding: 16 }}>
      <div style={{ width: '100%', maxWidth: 420 }}>
        <Panel>
          <Flex justify="end" gap="small">
            <Choices />
          </Flex>
          <Typography.Title level={1} style={{ fontSize: 24 }}>
            {t('signIn.title')}
          </Typography.Title>
          <Typography.Paragraph type="secondary">{t('signIn.lead')}</Typography.Paragraph>
          <ProviderSignIn next={next} refused={query.get('refused')} />
          <Form<Credentials> layout="vertical" requiredMark={false} onFinish={enter}>
            <Form.Item
              label={t('signIn.user')}
              name="user"
              rules={[{ required: true, message: t('signIn.userMissing') }]}
            >
              <Input autoComplete="username" autoCapitalize="none" maxLength={200} autoFocus />
            </Form.Item>
            <Form.Item
              label={t('signIn.password')}
              name="password"
              rules={[{ required: true, message: t('signIn.passwordMissing') }]}
            >
              <Input.Password autoComplete="current-password" maxLength={1000} />
            </Form.Item>
            <Flex vertical gap="middle">
              {signIn.error && <Refused error={signIn.error} />}
              <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
                {t('signIn.submit')}
              </Button>
            </Flex>
          </Form>
        </Panel>
      </div>
    </Flex>
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const status = error instanceof Refusal ? error.status : undefined;
  if (status === 401) return <Alert type="error" showIcon title={t('signIn.refused')} />;
  if (status === 429) return <Alert type="error" showIcon title={t('signIn.tooManyTries')} />;
  return <FailureTold error={error} />;
}
