import { theme, Typography } from 'antd';
import type { ReactNode } from 'react';

/** A framed part of a page with a heading. Ant Design's own card brings its tabs with it, which nobody opens here. */
export function Panel({
  title,
  level = 2,
  children,
  state,
}: {
  readonly title?: string;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
  /** What it is about, for whoever looks for it. */
  readonly state?: string;
}) {
  const { token } = theme.useToken();
  const { colorBgContainer, colorBorderSecondary, borderRadiusLG, paddingMD } = token;
  return (
    <section
      data-state={state}
      style={{
        background: colorBgContainer,
        border: `1px solid ${colorBorderSecondary}`,
        borderRadius: borderRadiusLG,
        padding: paddingMD,
        height: '100%',
      }}
    >
      {title !== undefined && (
        <Typography.Title level={level} style={{ fontSize: 16, marginTop: 0 }}>
          {title}
        </Typography.Title>
      )}
      {children}
    </section>
  );
}
