/** The server allows the styles that bear the nonce of its answer. */
export const styleNonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '';

/**
 * Lets every style that a script makes bear the nonce. Ant Design's tables and dialogs make some without asking for
 * it: the page behind a dialog would go on scrolling, and each refusal is an error in the browser's console.
 */
export function bearNonce(): void {
  const made = Reflect.get(document, 'createElement') as (name: string, more?: unknown) => HTMLElement;
  Reflect.set(document, 'createElement', (name: string, more?: unknown) => {
    const element = made.call(document, name, more);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  });
}
