import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

/** A link to another page that looks like a button. */
export function LinkButton({
  to,
  ...look
}: { readonly to: string } & Pick<ButtonProps, 'type' | 'icon' | 'children' | 'size'>) {
  const href = useHref(to);
  const follow = useLinkClickHandler(to);
  return <Button {...look} href={href} onClick={follow} />;
}
