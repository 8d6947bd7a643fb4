// SPDX-License-Identifier: Apache-2.0

// Writes data/learners.csv, a cohort of made-up people. The output is the same every time, so that
// the file in the repository can be checked against this program.
//
//   node tools/make-learners.js > data/learners.csv

import { sha256 } from '../client/hash.js';

const COUNT = 1200;

const words = (text) => text.split(' ');

const GIVEN_START = words(
  'Ael Bri Cal Dor Ely Fen Gwy Hal Ily Jor Kae Lio Mir Nev Ory Per Quo Ryn Syl Tam Ulv ' +
    'Vey Wyn Yth Zor',
);
const GIVEN_END = words(
  'andrel bethyn corine dariel elwith fionel gonath hilvar isandre jolenne kasimel ' +
    'lorivan mirelda nathiel ophelyn phrëa quillan',
);
const FAMILY_START = words(
  'Amber Birch Copper Drift Ember Frost Glimmer Harrow Inkle Juniper Kestrel Lantern ' +
    'Marrow Nettle Oaken Pebble Quarry Reed Saffron Thistle Umber Velvet Willow Yarrow ' +
    'Zephyr',
);
const FAMILY_END = words(
  'bridge croft dale fell garth holt løkke mere ness quist ridge stead thwaite wick ' + 'worth šek',
);

/** Returns a number below `limit` that is always the same for a learner and a purpose. */
const pick = (learner, purpose, limit) =>
  sha256(`made-up learner ${learner}: ${purpose}`).readUInt32BE() % limit;

const plain = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').toLowerCase();

function learner(number) {
  const of = (purpose, list) => list[pick(number, purpose, list.length)];
  const given = of('given name', GIVEN_START) + of('given name, end', GIVEN_END);
  const family = of('family name', FAMILY_START) + of('family name, end', FAMILY_END);
  const studentNumber = `LU-26-${String(300000 + number * 7 + pick(number, 'gap', 7))}`;
  const birth = new Date(
    Date.UTC(1961 + pick(number, 'year', 45), 0, 1 + pick(number, 'day', 365)),
  );
  const email = `${plain(given)}.${plain(family)}.${number}@learners.example.org`;
  const grade = `${1 + pick(number, 'grade', 4)}.${pick(number, 'tenth', 10)}`;
  return [given, family, email, birth.toISOString().slice(0, 10), studentNumber, grade];
}

const header = 'given_name,family_name,email,birth_date,student_number,grade';
const rows = Array.from({ length: COUNT }, (_, place) => learner(place + 1).join(','));
process.stdout.write([header, ...rows, ''].join('\n'));
