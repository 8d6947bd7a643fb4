// SPDX-License-Identifier: Apache-2.0

// Fields of forms with their labels, and forms that are used by their button or by the key Enter.

import { button, h } from './dom';

/** The attributes of each field: no browser completes, corrects or sends what stands in it to a spelling service. */
const QUIET = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };

/** Returns a field of a kind with its label. */
export function field(
  label: string,
  id: string,
  type: 'text' | 'password',
): { input: HTMLInputElement; parts: HTMLElement[] } {
  const input = h('input', { id, type, ...QUIET });
  return { input, parts: [h('label', { for: id }, label), input] };
}

/** Returns a form that does something. Its button rests while that is done. */
export function form(
  id: string,
  parts: (HTMLElement | false)[],
  submit: string,
  act: () => Promise<void>,
): HTMLFormElement {
  const send = button(submit, () => undefined, { id: `${id}-button` });
  send.type = 'submit';
  const element = h('form', { id, autocomplete: 'off' }, ...parts, send);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (send.getAttribute('aria-disabled') === 'true') return;
    // A button that is disabled would lose the focus.
    send.setAttribute('aria-disabled', 'true');
    void act().finally(() => send.removeAttribute('aria-disabled'));
  });
  return element;
}
