import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { componentPalette, palette } from './palette.js';
import { styleNonce } from './style-nonce.js';

export const appearances = ['system', 'light', 'dark'] as const;
export type AppearanceName = (typeof appearances)[number];

interface Chosen {
  readonly name: AppearanceName;
  readonly choose: (name: AppearanceName) => void;
}

const key = 'bridge.appearance';
const AppearanceContext = createContext<Chosen>({ name: 'system', choose: () => undefined });

/** How the console looks, and how that is changed. */
export const useAppearance = (): Chosen => use(AppearanceContext);

/** Language and colours of whatever is inside: as chosen on this browser, else as the system has them. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const { i18n, t } = useTranslation();
  const [name, setName] = useState<AppearanceName>(
    () => appearances.find((one) => one === localStorage.getItem(key)) ?? 'system',
  );
  const systemIsDark = useSyncExternalStore(listenToSystem, () => darkSystem.matches);
  const isDark = name === 'dark' || (name === 'system' && systemIsDark);
  const chosen = useMemo<Chosen>(
    () => ({
      name,
      choose: (wanted) => {
        localStorage.setItem(key, wanted);
        setName(wanted);
      },
    }),
    [name],
  );
  useEffect(() => {
    document.documentElement.lang = i18n.language;
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [i18n.language, isDark]);
  return (
    <AppearanceContext value={chosen}>
      <ConfigProvider
        locale={i18n.language === 'zh-CN' ? zhCN : enUS}
        csp={{ nonce: styleNonce }}
        button={{ autoInsertSpace: false }}
        theme={{
          algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: isDark ? palette.dark : palette.light,
          components: isDark ? componentPalette.dark : componentPalette.light,
        }}
        renderEmpty={() => t('common.none')}
      >
        <App>{children}</App>
      </ConfigProvider>
    </AppearanceContext>
  );
}

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function listenToSystem(changed: () => void): () => void {
  darkSystem.addEventListener('change', changed);
  return () => {
    darkSystem.removeEventListener('change', changed);
  };
}
