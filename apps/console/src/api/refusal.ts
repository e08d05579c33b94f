/** What the admin API did not do, and what it said of it. */
export class Refusal extends Error {
  /** @param status of HTTP; 0: there was no answer at all */
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(`refused with ${String(status)}`);
  }

  /** Reads the sentence that comes with a refusal. */
  static async of(response: Response): Promise<Refusal> {
    const body: unknown = await response.json().catch(() => undefined);
    const said = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
    return new Refusal(response.status, typeof said === 'string' ? said : '');
  }
}
