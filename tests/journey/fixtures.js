// SPDX-License-Identifier: Apache-2.0

// The institutions of the journey and what can be earned there. All of it is made up.

import { canonical } from '../client/digest.js';
import { achievement } from '../client/documents.js';
import { sha256 } from '../client/hash.js';
import { toHex } from '../client/hex.js';

export const AGENCY = {
  name: 'Agency for Open Qualifications',
  uri: 'https://agency.example.org/',
  country: 'NL',
};

export const UNIVERSITY = {
  name: 'Lindenholt University',
  uri: 'https://lindenholt.example.org/',
  country: 'NL',
};

/** The institution of the example of a template, which the command writes. */
export const WATER_SCHOOL = {
  name: 'Höhere Wasserschule',
  uri: 'https://hw.example.edu/',
  country: 'AT',
};

export const COLLEGE = {
  name: 'Harbour College',
  uri: 'https://harbour.example.org/',
  country: 'NL',
};

/** The address at which the lists of statuses are published for ordinary wallets. */
export const STATUS_HOST = 'https://status.consortium.example.org';

export const DATA_STEWARDSHIP = achievement({
  id: 'https://agency.example.org/types/data-stewardship/1',
  name: 'Data Stewardship in Research',
  description: 'Plan, document and share research data so that others can rely on them.',
  outcomes: 'Writes a data management plan, documents a data set and publishes it with a licence.',
  level: 6,
  credits: 5,
});

export const LABORATORY_SAFETY = achievement({
  id: 'https://agency.example.org/types/laboratory-safety/1',
  name: 'Laboratory Safety',
  description: 'Work in a chemical laboratory without danger to oneself and others.',
  outcomes: 'Assesses the risks of an experiment and acts correctly in an emergency.',
  level: 5,
  credits: 1,
});

/** What is earned by that example. */
export const WATER_CHEMISTRY = achievement({
  id: 'https://hw.example.edu/achievements/water-chemistry',
  name: 'Water chemistry for practitioners',
  description: 'Sampling, wet analysis and reporting.',
  outcomes: 'Takes samples and analyses them.',
  level: 5,
  credits: 5.5,
});

/**
 * Returns a type as the chain registers it: the hash of its definition, and the address that returns
 * that, in its canonical form.
 */
export const definitionOf = (achievement, level) => ({
  kind: 'MicroCredential',
  contentHash: toHex(sha256(canonical(JSON.stringify(achievement)))),
  uri: achievement.id,
  level,
  workload: achievement.creditsAvailable * 100,
  defaultValidity: null,
});
