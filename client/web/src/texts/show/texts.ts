// SPDX-License-Identifier: Apache-2.0

// The texts of the view Show. A value in braces is filled in.

/** What a learner's request can be refused for, by the words of the checks and of the page. */
export type RefusalWord =
  | 'wrongPassword'
  | 'shortPassword'
  | 'passwordUnfit'
  | 'differentPasswords'
  | 'phraseWrong'
  | 'otherScheme'
  | 'keyUnread'
  | 'archiveUnread'
  | 'noCredential'
  | 'noKey'
  | 'noCredentials'
  | 'audience'
  | 'tooLarge'
  | 'tooMany'
  | 'unreadable'
  | 'failed'
  | 'notStored';

/** The texts of the view Show in a language. */
export interface ShowTexts {
  views: Record<'label' | 'verify' | 'show', string>;
  title: string;
  lead: string;
  open: Record<'heading' | 'drop' | 'files' | 'kinds' | 'opening' | 'opened' | 'nothing', string>;
  cards: Record<
    | 'heading'
    | 'none'
    | 'notChecked'
    | 'damaged'
    | 'issuer'
    | 'untitled'
    | 'details'
    | 'choose'
    | 'picture'
    | 'code'
    | 'codeName'
    | 'codeNote'
    | 'codeSave'
    | 'noCode'
    | 'link'
    | 'linkName'
    | 'linkNote'
    | 'linkOnDisk'
    | 'copy'
    | 'copied'
    | 'file'
    | 'remove'
    | 'print'
    | 'printed',
    string
  >;
  key: Record<
    | 'heading'
    | 'none'
    | 'own'
    | 'note'
    | 'make'
    | 'makeNote'
    | 'restore'
    | 'phrase'
    | 'password'
    | 'again'
    | 'passwordNote'
    | 'makeButton'
    | 'restoreButton'
    | 'working'
    | 'made'
    | 'words'
    | 'wordsNote'
    | 'written'
    | 'save',
    string
  >;
  present: Record<
    | 'heading'
    | 'lead'
    | 'challenge'
    | 'domain'
    | 'password'
    | 'sign'
    | 'signing'
    | 'signed'
    | 'otherLearner'
    | 'unnamed'
    | 'noAnchor'
    | 'onlyFor',
    string
  >;
  keep: Record<
    | 'heading'
    | 'nothing'
    | 'fromDisk'
    | 'impossible'
    | 'keep'
    | 'keepNote'
    | 'kept'
    | 'stored'
    | 'erase'
    | 'erased'
    | 'export'
    | 'exported'
    | 'pdf',
    string
  >;
  refused: Record<RefusalWord, string>;
}
