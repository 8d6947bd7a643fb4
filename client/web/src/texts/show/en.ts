// SPDX-License-Identifier: Apache-2.0

// The texts of the view Show in English. Each other language has the same members.

import type { ShowTexts } from './texts';

export const en: ShowTexts = {
  views: { label: 'Views', verify: 'Verify', show: 'Show my own' },
  title: 'Show what you earned',
  lead:
    'Open your own credentials and choose what you present, and to whom. No file leaves this ' +
    'device, and nothing is stored unless you say so.',
  open: {
    heading: 'Your files',
    drop: 'Drop your credentials and the file of your key here',
    files: 'Choose my files',
    kinds: 'Credentials as JSON, PDF, PNG or SVG, the file of a key, or a ZIP of all these.',
    opening: 'Opening…',
    opened: 'Opened: {names}',
    nothing: 'There was no file in what you dropped.',
  },
  cards: {
    heading: 'Your credentials',
    none: 'None is open.',
    notChecked:
      'This is what your files say. Whether a verifier takes them is told by the view Verify.',
    damaged: 'This credential was changed or damaged, and no verifier takes it:',
    issuer: 'Issuer, by the file: {issuer}',
    untitled: 'Credential without a title',
    details: 'What was earned',
    choose: 'Present this one',
    picture: 'The picture in the file',
    code: 'Code (QR)',
    codeName: 'Code with the reference of this credential',
    codeNote:
      'A verifier looks your credential up by this code. The code does not hold it: whoever ' +
      'shall read it needs your file.',
    codeSave: 'Save the code',
    noCode: 'This credential has no code: it names no place on record.',
    link: 'Link',
    linkName: 'Link that carries this credential',
    linkNote:
      'Whoever has this link can read the whole credential. Your browser sends what stands ' +
      'behind the # to nobody.',
    linkOnDisk:
      'This page is opened from your disk, where nobody else reaches it, so it makes no link.',
    copy: 'Copy the link',
    copied: 'The link is copied.',
    file: 'Save the credential alone',
    remove: 'Close {title}',
    print: 'Print the chosen ones',
    printed:
      'This paper proves nothing by itself. The code leads to the record; ask for the file to ' +
      'verify it.',
  },
  key: {
    heading: 'Your key',
    none: 'No key is open. With a key you show that a credential is yours.',
    own: 'The key of {file} is that of:',
    note:
      'This name is no secret. Your institution writes it into your credentials. Check that it ' +
      'is yours: whoever can change the file can put another key in its place.',
    make: 'Make a key',
    makeNote: 'Make it before you ask for a credential, since the credential names it.',
    restore: 'Make it again of the recovery phrase',
    phrase: 'Recovery phrase, 12 words',
    password: 'New password for the file',
    again: 'The same password again',
    passwordNote:
      'At least 8 characters; six random words withstand a thief of the file. It is kept ' +
      'nowhere: without it, only the recovery phrase helps.',
    makeButton: 'Make the key',
    restoreButton: 'Make the key again',
    working: 'Encrypting, which takes a few seconds…',
    made: 'The key is made. Save its file.',
    words: 'Recovery phrase',
    wordsNote:
      'Write these words on paper now. They make the key again, for you and for whoever else ' +
      'has them. They are shown this once and are in no file.',
    written: 'I have written them down',
    save: 'Save the file of the key',
  },
  present: {
    heading: 'Present',
    lead:
      'A presentation shows one verifier that the credentials are yours. Ask the verifier for ' +
      'both texts, and check that the domain is that of whom you mean.',
    challenge: 'Challenge that the verifier gave you',
    domain: 'Domain of the verifier, such as hr.example.com',
    password: 'Password of your key',
    sign: 'Sign and save the presentation',
    signing: 'Signing, which takes a few seconds…',
    signed: '{file} is signed for {domain}. Send it to nobody else.',
    otherLearner:
      '{title} names somebody else than you as its learner, so the verifier may not take it.',
    unnamed:
      '{title} does not name your key as its learner: the verifier has to see in another way ' +
      'that it is yours.',
    noAnchor: '{title} carries no anchor, so the verifier cannot look it up on the chain.',
    onlyFor: 'It is of no use for another challenge or another domain.',
  },
  keep: {
    heading: 'Keep',
    nothing: 'Nothing is stored in this browser.',
    fromDisk:
      'A page from your disk stores nothing, because other pages from the disk could read it. ' +
      'Save your files instead.',
    impossible: 'This browser lets this page store nothing. Save your files instead.',
    keep: 'Keep these files in this browser',
    keepNote:
      'Whoever uses this browser can then read your credentials without a password. Your key ' +
      'stays encrypted. Keep nothing on a device that you share.',
    kept: 'The files are kept.',
    stored: 'Stored in this browser, and nowhere else:',
    erase: 'Erase all that is stored',
    erased: 'All that was stored is erased. What is open stays open until you leave this page.',
    export: 'Save all as one ZIP',
    exported: '{file} is saved. Open it here or with any program.',
    pdf: 'A certificate as PDF and a badge are made by the command “testamur export”.',
  },
  refused: {
    wrongPassword:
      'The password does not open the key. Try it again; if you are sure of it, use another ' +
      'copy of the file, because a damaged file looks the same.',
    shortPassword: 'The password has fewer than 8 characters. Choose a longer one.',
    passwordUnfit: 'This cannot be a password ({why}).',
    differentPasswords: 'The two passwords are not the same. Type them again.',
    phraseWrong: 'These are not the words of a recovery phrase ({why}).',
    otherScheme: '{file} has a key of another kind, with which no presentation is signed ({why}).',
    keyUnread: 'The file of the key cannot be used ({why}).',
    archiveUnread: '{file} cannot be unpacked ({why}).',
    noCredential: '{file} holds no credential ({why}).',
    noKey: 'No key is open. Choose the file of your key, or make one.',
    noCredentials: 'No credential is chosen. Choose at least one.',
    audience: 'State the challenge and the domain that the verifier gave you ({why}).',
    tooLarge: '{file} has more than 32 MiB and was not opened.',
    tooMany: 'More than {n} files: choose fewer at a time.',
    unreadable: 'The browser could not read {file}. Choose it again.',
    failed: 'This failed, and nothing was made ({why}).',
    notStored: 'The browser did not store the files ({why}).',
  },
};
