/** Ant Design's tokens, darkened or lightened where its own are below the contrast of WCAG AA (4.5 to 1). */
export const palette = {
  light: {
    colorPrimary: '#0958d9',
    colorLink: '#0958d9',
    colorInfo: '#0958d9',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    colorError: '#cf1322',
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    colorWarningBg: '#fffbe6',
    colorWarningBorder: '#ffe58f',
    colorTextTertiary: 'rgba(0,0,0,0.65)',
    colorTextDescription: 'rgba(0,0,0,0.65)',
    colorTextPlaceholder: 'rgba(0,0,0,0.6)',
    colorTextDisabled: 'rgba(0,0,0,0.6)',
    colorBgLayout: '#f5f7fa',
    borderRadius: 8,
  },
  dark: {
    colorPrimary: '#1668dc',
    colorLink: '#65a9f3',
    colorInfo: '#65a9f3',
    colorError: '#ff7875',
    colorTextTertiary: 'rgba(255,255,255,0.65)',
    colorTextDescription: 'rgba(255,255,255,0.65)',
    colorTextPlaceholder: 'rgba(255,255,255,0.6)',
    colorTextDisabled: 'rgba(255,255,255,0.6)',
    borderRadius: 8,
  },
} as const;

/** Where a component takes a colour that is too dark on its own. */
export const componentPalette = {
  light: {},
  dark: { Menu: { horizontalItemSelectedColor: '#65a9f3', itemHoverColor: '#65a9f3' } },
} as const;
