/**
 * Ends a request that takes too long, or that nobody wants any more; whoever made it calls end(). AbortSignal.any() does
 * not do: in Node 20 the garbage collector takes a time-out of which only such a signal knows, and it never comes.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    ms: number,
    private readonly cancel: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.controller.abort(new DOMException('no answer in time', 'TimeoutError'));
    }, ms);
    cancel.addEventListener('abort', this.onCancel);
    if (cancel.aborted) this.onCancel();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.cancel.removeEventListener('abort', this.onCancel);
  }

  private readonly onCancel = () => {
    this.controller.abort(this.cancel.reason);
  };
}
