import type { PageTag } from '#provisioning';
import type { PageAsk, ResourceType } from '#scim';

/**
 * The tags of a Source's pages: those it was known by, and those that this reading was given. Pages behind a cursor are
 * left out: a cursor ends, and the next reading is given another one.
 */
export class TagBook {
  private readonly known: ReadonlyMap<string, PageTag>;
  private readonly met: PageTag[] = [];
  private lied_ = false;
  private shifted = false;

  constructor(known: readonly PageTag[]) {
    this.known = new Map(known.map((tag) => [keyOf(tag.type, tag.startIndex), tag]));
  }

  /** By what a page was known when everything on it was written. */
  knownOf(type: ResourceType, ask: PageAsk): PageTag | undefined {
    if (ask.kind === 'cursor') return undefined;
    const tag = this.known.get(keyOf(type, ask.startIndex));
    return tag?.count === ask.count ? tag : undefined;
  }

  /** The page is as it was. */
  keep(tag: PageTag): void {
    this.met.push(tag);
  }

  /** A page was read. @param staged how much of it is to be written */
  meet(
    type: ResourceType,
    ask: PageAsk,
    page: Pick<PageTag, 'etag' | 'items' | 'fresh' | 'total'>,
    staged: number,
  ): void {
    if (ask.kind === 'cursor') return;
    const { etag, items, fresh, total } = page;
    // All that was on it was written: a tag that stayed the same has nothing to be written.
    if (staged > 0 && this.knownOf(type, ask)?.etag === etag) this.lied_ = true;
    const { startIndex, count } = ask;
    this.met.push({ type, startIndex, count, etag, items, fresh, total });
  }

  /** Somebody came twice: which of the two was written is not on each page. */
  shift(): void {
    this.shifted = true;
  }

  get lied(): boolean {
    return this.lied_;
  }

  /** By what the pages are known from now on, once all that was staged of them is written. */
  get tags(): readonly PageTag[] {
    return this.shifted || this.lied_ ? [] : this.met;
  }
}

const keyOf = (type: ResourceType, startIndex: number) => `${type} ${String(startIndex)}`;
