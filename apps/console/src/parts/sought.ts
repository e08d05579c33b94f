import { useSearchParams } from 'react-router';

/** What a list is asked for: its filters, and its page. */
type Asked<Filter extends string, Value> = Readonly<Partial<Record<Filter | 'page', Value>>>;

/** What is looked for in a list. It stands in the page's address, so that it can be kept and sent to others. */
export function useSought<Filter extends string>(
  filters: readonly Filter[],
): {
  readonly sought: Asked<Filter, string>;
  /** Looks for something else: the other filters stay, the page does not. `undefined` and '' end a filter. */
  readonly seek: (change: Asked<Filter, string | undefined>) => void;
} {
  const [address, setAddress] = useSearchParams();
  const sought: Partial<Record<Filter | 'page', string>> = {};
  for (const name of [...filters, 'page' as const]) {
    const value = address.get(name);
    if (value !== null) sought[name] = value;
  }
  return {
    sought,
    seek: (change) => {
      const wanted: Readonly<Record<string, string | undefined>> = { ...sought, page: undefined, ...change };
      setAddress(
        Object.entries(wanted).flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : [])),
      );
    },
  };
}
