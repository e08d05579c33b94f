import { Table } from 'antd';
import type { TableProps } from 'antd';
import { useEffect, useRef, useState } from 'react';

/**
 * A table that may be wider than the screen: then it scrolls inside itself, and whoever has no pointer reaches it by
 * the keyboard (WCAG 2.1.1). Ant Design's own scrolling cannot be focused.
 */
export function WideTable<Row extends object>({
  label,
  pagination = false,
  ...told
}: Omit<TableProps<Row>, 'scroll'> & {
  /** What it lists, for who cannot see that. */
  readonly label: string;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const look = () => {
      setWider(current.scrollWidth > current.clientWidth);
    };
    const observer = new ResizeObserver(look);
    observer.observe(current);
    const table = current.querySelector('table');
    if (table) observer.observe(table);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div
      ref={frame}
      className="wide"
      {...(isWider ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}
    >
      <Table<Row> {...told} pagination={pagination} />
    </div>
  );
}
