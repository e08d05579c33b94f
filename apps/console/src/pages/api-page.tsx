import { Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import showSwagger from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import 'swagger-ui-dist/swagger-ui.css';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';

/** The admin API for who writes programs: each endpoint, what it takes and answers. */
export function ApiPage() {
  const { t } = useTranslation();
  const description = useAsk('GET /openapi.json', {});
  const file = (
    <Typography.Link href="/admin/api/openapi.json" target="_blank" rel="noopener">
      {t('apiPage.file')}
    </Typography.Link>
  );
  return (
    <Page title={t('apiPage.title')} lead={t('apiPage.lead')} actions={file}>
      <Loaded query={description}>{(spec) => <Swagger spec={spec} />}</Loaded>
    </Page>
  );
}

function Swagger({ spec }: { readonly spec: Answer<'GET /openapi.json'> }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    // What is tried here is tried on the bridge itself: reading only.
    showSwagger({
      domNode: place.current,
      spec,
      supportedSubmitMethods: ['get'],
      docExpansion: 'none',
      deepLinking: false,
      validatorUrl: null,
      filter: true,
    });
  }, [spec]);
  return <div ref={place} className="swagger" />;
}
