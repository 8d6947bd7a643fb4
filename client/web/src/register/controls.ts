// SPDX-License-Identifier: Apache-2.0

// What the visitor chooses in the view Register: a node, a day, what to browse, and the question who was accredited.

import { registerTexts } from '../texts/register';
import { button, h } from '../view/dom';
import type { Words } from '../words';
import type { Day, RegisterQuestion } from './types';

/** The largest number of a record. */
const MAX_NUMBER = 4_294_967_295;

/** What the visitor has filled in. */
export interface Form {
  node: string;
  day: string;
  time: string;
  /** The number with which lists begin. */
  from: string;
  institution: string;
  type: string;
  askedDay: string;
  askedTime: string;
}

/** What the controls bring about. */
export interface Acts {
  ask(question: RegisterQuestion): void;
  /** Says what is missing. */
  say(text: string): void;
}

/** Returns a form that nobody has filled in. */
export const emptyForm = (nodes: string[]): Form => ({
  node: nodes[0] ?? '',
  day: '',
  time: '',
  from: '',
  institution: '',
  type: '',
  askedDay: '',
  askedTime: '',
});

/** Returns the controls. */
export function controls(words: Words, nodes: string[], form: Form, acts: Acts): HTMLElement[] {
  const texts = registerTexts(words.locale);
  const select = h('select', { id: 'register-node' });
  for (const node of nodes) select.append(h('option', { value: node }, node));
  select.value = form.node;
  select.addEventListener('change', () => (form.node = select.value));
  const browse = (id: string, text: string, about: (from: number) => RegisterQuestion['about']) => {
    const act = () => {
      const from = numberIn(form.from) ?? 1;
      acts.ask({ at: dayOf(form.day, form.time), about: about(from) });
    };
    return button(text, act, { id });
  };
  return [
    h(
      'section',
      { class: 'drop', 'aria-labelledby': 'browsing' },
      h('h2', { id: 'browsing' }, texts.browse.heading),
      h('label', { for: 'register-node' }, words.texts.ask.node),
      ' ',
      select,
      h(
        'details',
        { open: form.day !== '' },
        h('summary', {}, texts.asOf.heading),
        field(form, 'day', 'date', texts.asOf.day),
        field(form, 'time', 'time', texts.asOf.time),
        h('p', { class: 'note' }, texts.asOf.note),
      ),
      field(form, 'from', 'number', texts.browse.from),
      h(
        'div',
        { class: 'ways' },
        browse('browse-institutions', texts.browse.institutions, (from) => ({
          institutions: from,
        })),
        browse('browse-grants', texts.browse.grants, (from) => ({ grants: from })),
        browse('browse-types', texts.browse.types, (from) => ({ types: from })),
      ),
      h('p', { class: 'note' }, texts.browse.privacy),
    ),
    question(words, form, acts),
  ];
}

/** Returns the form with the question whether an institution was accredited. */
function question(words: Words, form: Form, acts: Acts): HTMLElement {
  const { question: names, answer } = registerTexts(words.locale);
  const made = h(
    'form',
    { class: 'drop', 'aria-labelledby': 'asking' },
    h('h2', { id: 'asking' }, names.heading),
    field(form, 'institution', 'number', names.institution),
    field(form, 'type', 'number', names.type),
    field(form, 'askedDay', 'date', names.day),
    field(form, 'askedTime', 'time', names.time),
    h('p', { class: 'note' }, names.note),
    h('button', { type: 'submit', id: 'ask-register' }, names.ask),
  );
  for (const input of made.querySelectorAll('input'))
    input.required = input.id !== 'register-askedTime';
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    const at = dayOf(form.askedDay, form.askedTime);
    if (at === null) return acts.say(answer.noDay);
    const [institution, type] = [numberIn(form.institution), numberIn(form.type)];
    if (institution === undefined || type === undefined) return;
    acts.ask({ at, about: { accredited: { institution, type } } });
  });
  return made;
}

/** Returns the number of a record in a text, or nothing if it can be none. */
function numberIn(text: string): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && 1 <= number && number <= MAX_NUMBER ? number : undefined;
}

function dayOf(day: string, time: string): Day | null {
  return day === '' ? null : { day, time: time === '' ? null : time };
}

/** Returns a field of the form with its label. */
function field(form: Form, member: keyof Form, type: string, label: string): HTMLElement {
  const id = `register-${member}`;
  const isNumber = type === 'number';
  const input = h('input', {
    id,
    type,
    autocomplete: 'off',
    min: isNumber && 1,
    max: isNumber && MAX_NUMBER,
    step: type === 'time' && 1,
  });
  input.value = form[member];
  input.addEventListener('input', () => (form[member] = input.value));
  return h('div', { class: 'field' }, h('label', { for: id }, label), input);
}
