// SPDX-License-Identifier: Apache-2.0

// The answers to the question whether an institution was accredited: a card for each moment.

import { SIGNS } from '../view/card';
import { h } from '../view/dom';
import type { Shown } from './shown';
import type { Asked } from './types';

/** The question that was asked. */
export interface AskedAbout {
  institution: number;
  type: number;
}

/** The look of each conclusion, which is that of a verdict. */
const LOOKS = { yes: 'valid', no: 'invalid', cannotTell: 'cannotTell' } as const;

/** Returns a card for the answer about each moment. */
export function answers(shown: Shown, question: AskedAbout, found: Asked[]): HTMLElement[] {
  return found.map((asked) => card(shown, question, asked));
}

function card(shown: Shown, question: AskedAbout, asked: Asked): HTMLElement {
  const { words, texts } = shown;
  const { answer: names } = texts;
  const { conclusion, moment, isNow, doubt } = asked;
  const time = moment === null ? '' : words.time(moment);
  const text = !isNow ? names.at : moment === null ? names.nowOpen : names.now;
  const look = LOOKS[conclusion];
  const yes = words.fill(names.by, { ...question, n: asked.accreditation ?? '' });
  return h(
    'article',
    { class: `card ${look}`, 'data-answer': conclusion, 'data-now': isNow },
    h('p', { class: 'file' }, words.fill(text, { time })),
    h(
      'h2',
      { class: 'verdict', tabindex: -1 },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[look]),
      ` ${names[conclusion]}`,
    ),
    conclusion === 'yes' && h('p', { class: 'sentence' }, yes),
    asked.objections.length > 0 && objections(shown, question, asked),
    doubt !== null && shown.doubt(doubt),
    ...shown.moment(asked.asOf),
  );
}

/** Returns the sentences for what spoke against it. */
function objections(shown: Shown, question: AskedAbout, { objections: all }: Asked): HTMLElement {
  const { words, texts } = shown;
  const sentence = ({ word, accreditation, by, at }: Asked['objections'][number]) =>
    words.fill(texts.objections[word] ?? word, {
      ...question,
      n: accreditation ?? '',
      by: by === null ? '' : words.fill(texts.tree.grant, { n: by }),
      at: shown.time(at) ?? '–',
    });
  const items = all.map((one) => h('li', { 'data-word': one.word }, sentence(one)));
  return h('ul', { class: 'reasons' }, ...items);
}
