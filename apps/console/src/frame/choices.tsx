import { BgColorsOutlined, GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { languages, speak } from '../texts/i18n.js';
import { appearances, useAppearance } from './appearance.js';
import { keepLanguage } from './language.js';

const names = { en: 'English', 'zh-CN': '简体中文' } as const;

/** Chooses language and colours. */
export function Choices() {
  const { t, i18n } = useTranslation();
  const { name, choose } = useAppearance();
  const languageMenu: MenuProps = {
    selectedKeys: [i18n.language],
    items: languages.map((language) => ({
      key: language,
      label: <span lang={language}>{names[language]}</span>,
    })),
    onClick: ({ key }) => {
      const language = languages.find((one) => one === key) ?? 'en';
      keepLanguage(language);
      void speak(language);
    },
  };
  const appearanceMenu: MenuProps = {
    selectedKeys: [name],
    items: appearances.map((one) => ({ key: one, label: t(`frame.${one}`) })),
    onClick: ({ key }) => {
      choose(appearances.find((one) => one === key) ?? 'system');
    },
  };
  return (
    <>
      <Dropdown menu={languageMenu} trigger={['click']}>
        <Button icon={<GlobalOutlined />} aria-label={t('frame.language')} />
      </Dropdown>
      <Dropdown menu={appearanceMenu} trigger={['click']}>
        <Button icon={<BgColorsOutlined />} aria-label={t('frame.appearance')} />
      </Dropdown>
    </>
  );
}
