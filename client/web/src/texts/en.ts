// SPDX-License-Identifier: Apache-2.0

// The texts of the page in English. Each other language has the same members.

import type { Texts } from './texts';

export const en: Texts = {
  direction: 'ltr',
  language: 'English',
  title: 'What is this credential worth?',
  lead:
    'Drop the file of a certificate or badge here. It is checked in your own browser: no file ' +
    'leaves this device.',
  choose: {
    heading: 'Your files',
    drop: 'Drop files or a folder here',
    files: 'Choose files',
    folder: 'Choose a folder',
    kinds: 'JSON, PDF, PNG, SVG or ZIP, with a bundle beside them if you have one.',
    paste: 'Or paste the text of a credential',
    pasteLabel: 'Text of the credential',
    check: 'Check this text',
    presented: 'Did you ask for a presentation?',
    presentedNote:
      'State what you asked for, and then choose the file: it shows who presents the ' +
      'credentials to you.',
    challenge: 'Challenge, a text that you never used before',
    domain: 'Domain, the name of your web site',
  },
  scan: {
    camera: 'Scan a code with the camera',
    picture: 'Choose a picture of a code',
    note:
      'The picture of the camera stays in this tab, and the camera ends by itself. A code on a ' +
      'certificate says where it is on record; only its file shows what it is worth.',
    stop: 'Stop the camera',
    video: 'Picture of the camera',
    looking: 'Hold the code before the camera…',
    noCode:
      'No code was found in this picture: take one that shows all of the code, sharp and ' +
      'straight.',
    link:
      'The code is a link to {host}, which this page does not open, and carries no credential: ' +
      'ask for the file.',
    noCredential: 'The code holds something else than a credential: ask for the file.',
    stopped: {
      insecure:
        'Browsers give a camera only to a page that was opened by https, from the disk, or ' +
        'from this machine itself: choose a picture of the code.',
      refused:
        'The browser gives no camera to this page: allow it in the settings of the browser, or ' +
        'choose a picture of the code.',
      none: 'There is no camera: choose a picture of the code.',
      busy:
        'The camera could not be started: end other programs that use it, or choose a picture ' +
        'of the code.',
      ended: 'The camera has ended.',
      hidden: 'The camera was ended when this page was hidden.',
      notFound: 'The camera was ended: no code was found.',
      failed: 'The camera was ended: its pictures could not be checked.',
      stopped: 'The camera was stopped.',
    },
  },
  languageLabel: 'Language',
  clear: 'Start over',
  progress: { one: '{n} file checked', other: '{n} files checked' },
  checking: 'Checking…',
  counted: { one: '{n} answer', other: '{n} answers' },
  tooMany: {
    one: 'More than {n} file: choose fewer at a time.',
    other: 'More than {n} files: choose fewer at a time.',
  },
  nothing: 'There was no file in what you dropped.',
  failed: 'This failed, and nothing is shown ({why}). Hand the files over again.',
  folderFailed:
    'The folder {name} could not be read. Choose it with the button, or drop its files.',
  keysTaken: 'The keys were taken. They are used for all files until you start over.',
  keysFrom: 'Taken as keys: {files}.',
  noTrust:
    'This page is not set up: its configuration does not say which validators are trusted, so ' +
    'it can tell nothing.',
  badTrust: 'This page is not set up correctly: its configuration was refused ({why}).',
  noChecks: 'The checks could not be loaded, so this page can tell nothing: {why}',
  conclusion: {
    valid: {
      word: 'Valid',
      sentence:
        'The institution signed it, it is on record, and it was in force at the moment that is ' +
        'shown below.',
    },
    invalid: { word: 'Invalid', sentence: 'Something speaks against it:' },
    cannotTell: {
      word: 'Cannot tell',
      sentence:
        'Something is not known. This says nothing about the person who showed it to you: ask ' +
        'for what is missing.',
    },
  },
  presented: 'This is who presents the credentials, not what they are worth.',
  sections: {
    reasons: 'Reasons',
    madeFor: 'For what it had to be made',
    earned: 'What was earned',
    issuer: 'Who issued it',
    path: 'By whose accreditation',
    moment: 'As of when',
    others: 'What other sources show',
    picture: 'The picture in the file',
  },
  madeFor: {
    challenge: 'Challenge that you stated',
    domain: 'Domain that you stated',
    none: 'none',
  },
  unconfirmed: 'The file says this, and nothing confirms it.',
  earned: {
    name: 'Achievement',
    learner: 'Learner',
    description: 'Description',
    criteria: 'How it is earned',
    level: 'Level',
    levelValue: 'EQF level {n}',
    workload: 'Workload',
    levelOnRecord: 'Level of the type, on record',
    workloadOnRecord: 'Workload of the type, on record',
    outcomes: 'Learning outcomes',
    awarded: 'Awarded',
    validUntil: 'Valid until',
  },
  issuer: {
    name: 'Name on record',
    country: 'Country',
    number: 'Number on record',
    issuedAt: 'Put on record',
    again: 'Issued again by institution {n}, its custodian',
    stated: 'Name in the file, which is not compared',
  },
  path: {
    council: 'Council of the consortium',
    institution: 'Institution {n}',
    accreditation: 'accreditation {n}, {state}',
    then: 'When it was issued, {day}',
    now: 'At the moment shown',
    inForce: 'in force',
    notInForce: 'not in force',
    credential: 'This credential',
    states: {
      offered: 'offered',
      declined: 'declined',
      active: 'active',
      suspended: 'suspended',
      withdrawn: 'withdrawn',
    },
  },
  moment: {
    block: 'Final block {n} of {time}, {age} old.',
    bundle:
      'Proven by the file’s own bundle. No network was used. What happened since then it does ' +
      'not show.',
    node: 'Proven by an answer of {node}, which was checked here and did not have to be trusted.',
    file: 'The file itself shows this. No block was needed.',
    none: 'Nothing is proven.',
    bundleName: 'The file’s own bundle',
  },
  ask: {
    button: 'Ask a node for a fresh proof',
    all: 'Ask a node about all of them',
    node: 'Node',
    privacy:
      'The node learns that somebody asks about a place on record, and from which address. No ' +
      'name and nothing else of the file is sent.',
    asking: 'Asking {node}…',
  },
  notJudged:
    'The {kind} carries this credential. What the {kind} itself shows was not compared with ' +
    'it: believe what is written here.',
  table: {
    caption: 'Answers for all files',
    file: 'File',
    answer: 'Answer',
    issuer: 'Issuer on record',
    achievement: 'Achievement',
    asOf: 'As of',
    reasons: 'Reasons',
    filter: 'Show',
    all: 'all',
    search: 'Search',
    sort: 'Sort by {column}',
    more: 'of {n}; filter or search to see the others. All are saved as CSV.',
    csv: 'Save as CSV',
    print: 'Print',
    shown: { one: '{n} row shown', other: '{n} rows shown' },
  },
  back: 'Back to the table',
  reasons: {
    noBundle:
      'no bundle came with it, so nothing is proven without a node: ask a node, or ask for the ' +
      'bundle',
    keyUnknown:
      'nothing says which key signed it: ask a node, or drop the file of keys that the ' +
      'institution publishes beside it',
    tookTooLong: 'the check took too long and was ended: ask for the credential as a JSON file',
    checkFailed:
      'the check failed, which no file should bring about: report it to whoever runs this page',
    unreadable: 'the browser could not read the file: choose it again',
    inTheFuture:
      'the proof is later than the clock of this device: set the clock, since an age cannot be ' +
      'told by a wrong one',
  },
  footer:
    'Run by {name}. No cookie, no statistics, no request to anybody unless you ask for one.',
};
