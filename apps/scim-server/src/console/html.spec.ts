import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';

describe('a template of markup', () => {
  const script = '<script>alert(1)</script>';

  it.each([
    { reason: 'an element in text', made: html`<p>${script}</p>` },
    { reason: 'an element in a list', made: html`<p>${[script, html`<b>${script}</b>`]}</p>` },
    {
      reason: 'a value that closes its attribute',
      made: html`<p title="${`"><script>alert(1)</script>`}"></p>`,
    },
    { reason: 'an element inside nested markup', made: html`<p>${html`<i>${script}</i>`}</p>` },
  ])('never lets $reason through as markup', ({ made }) => {
    expect(made.toString()).not.toContain('<script');
    expect(made.toString()).toContain('&#60;script&#62;');
  });

  it.each([
    { reason: 'quotes of both kinds', value: `"'\``, shown: '&#34;&#39;&#96;' },
    { reason: 'an ampersand once', value: '&lt;', shown: '&#38;lt;' },
    { reason: 'a number', value: 0, shown: '0' },
    { reason: 'nothing for undefined', value: undefined, shown: '' },
    { reason: 'nothing for false', value: false as const, shown: '' },
    { reason: 'other scripts as they are', value: '王芳 Ünal', shown: '王芳 Ünal' },
  ])('shows $reason', ({ value, shown }) => {
    expect(html`${value}`.toString()).toBe(shown);
  });

  it('escapes nested markup once', () => {
    expect(html`<p>${html`<b>${'&'}</b>`}</p>`.toString()).toBe('<p><b>&#38;</b></p>');
  });
});
