// SPDX-License-Identifier: Apache-2.0

// The texts of the view Show in German.

import type { ShowTexts } from './texts';

export const de: ShowTexts = {
  views: { label: 'Ansichten', verify: 'Prüfen', show: 'Eigene vorzeigen' },
  title: 'Zeigen Sie, was Sie erworben haben',
  lead:
    'Öffnen Sie Ihre eigenen Nachweise und wählen Sie, was Sie wem vorlegen. Keine Datei verlässt ' +
    'dieses Gerät, und gespeichert wird nur, was Sie behalten wollen.',
  open: {
    heading: 'Ihre Dateien',
    drop: 'Ziehen Sie Ihre Nachweise und die Datei Ihres Schlüssels hierher',
    files: 'Eigene Dateien wählen',
    kinds: 'Nachweise als JSON, PDF, PNG oder SVG, die Datei eines Schlüssels oder ein ZIP davon.',
    opening: 'Wird geöffnet …',
    opened: 'Geöffnet: {names}',
    nothing: 'Es war keine Datei dabei.',
  },
  cards: {
    heading: 'Ihre Nachweise',
    none: 'Keiner ist geöffnet.',
    notChecked:
      'Das sagen Ihre Dateien. Ob eine prüfende Stelle sie annimmt, zeigt die Ansicht „Prüfen“.',
    damaged: 'Dieser Nachweis wurde geändert oder beschädigt und wird nirgends angenommen:',
    issuer: 'Aussteller laut Datei: {issuer}',
    untitled: 'Nachweis ohne Titel',
    details: 'Was erworben wurde',
    choose: 'Diesen vorlegen',
    picture: 'Das Bild in der Datei',
    code: 'Code (QR)',
    codeName: 'Code mit dem Verweis dieses Nachweises',
    codeNote:
      'Mit diesem Code wird Ihr Nachweis im Register gefunden. Er enthält ihn nicht: Wer ihn ' +
      'lesen soll, braucht Ihre Datei.',
    codeSave: 'Code speichern',
    noCode: 'Dieser Nachweis hat keinen Code: Er nennt keinen Ort im Register.',
    link: 'Link',
    linkName: 'Link, der diesen Nachweis enthält',
    linkNote:
      'Wer diesen Link hat, kann den ganzen Nachweis lesen. Was hinter dem # steht, sendet Ihr ' +
      'Browser niemandem.',
    linkOnDisk:
      'Diese Seite wurde von Ihrer Festplatte geöffnet, wo niemand sonst sie erreicht. Darum gibt ' +
      'es hier keinen Link.',
    copy: 'Link kopieren',
    copied: 'Der Link ist kopiert.',
    file: 'Nur den Nachweis speichern',
    remove: '{title} schließen',
    print: 'Gewählte drucken',
    printed:
      'Dieses Papier beweist für sich nichts. Der Code führt zum Eintrag im Register; zum Prüfen ' +
      'braucht es die Datei.',
  },
  key: {
    heading: 'Ihr Schlüssel',
    none: 'Kein Schlüssel ist geöffnet. Mit einem Schlüssel zeigen Sie, dass ein Nachweis Ihrer ist.',
    own: 'Der Schlüssel in {file} gehört:',
    note:
      'Dieser Name ist kein Geheimnis. Ihre Einrichtung schreibt ihn in Ihre Nachweise. Prüfen ' +
      'Sie, ob es Ihrer ist: Wer die Datei ändern kann, kann einen anderen Schlüssel hineinlegen.',
    make: 'Schlüssel erzeugen',
    makeNote: 'Erzeugen Sie ihn, bevor Sie um einen Nachweis bitten: Der Nachweis nennt ihn.',
    restore: 'Aus den Wiederherstellungswörtern erzeugen',
    phrase: 'Wiederherstellungswörter, 12 Stück',
    password: 'Neues Passwort für die Datei',
    again: 'Dasselbe Passwort noch einmal',
    passwordNote:
      'Mindestens 8 Zeichen; sechs zufällige Wörter halten einem Dieb der Datei stand. Es wird ' +
      'nirgends aufbewahrt: Ohne Passwort helfen nur die Wiederherstellungswörter.',
    makeButton: 'Schlüssel erzeugen',
    restoreButton: 'Schlüssel wiederherstellen',
    working: 'Wird verschlüsselt, das dauert einige Sekunden …',
    made: 'Der Schlüssel ist erzeugt. Speichern Sie seine Datei.',
    words: 'Wiederherstellungswörter',
    wordsNote:
      'Schreiben Sie diese Wörter jetzt auf Papier. Aus ihnen entsteht der Schlüssel wieder, für ' +
      'Sie und für alle, die sie haben. Sie werden nur dieses Mal gezeigt und stehen in keiner Datei.',
    written: 'Ich habe sie aufgeschrieben',
    save: 'Datei des Schlüssels speichern',
  },
  present: {
    heading: 'Vorlegen',
    lead:
      'Eine Vorlage zeigt einer einzigen Stelle, dass die Nachweise Ihre sind. Lassen Sie sich beide ' +
      'Texte nennen und prüfen Sie, dass die Domain der Stelle gehört, die Sie meinen.',
    challenge: 'Challenge, die Ihnen genannt wurde',
    domain: 'Domain der prüfenden Stelle, etwa hr.example.com',
    password: 'Passwort Ihres Schlüssels',
    sign: 'Vorlage signieren und speichern',
    signing: 'Wird signiert, das dauert einige Sekunden …',
    signed: '{file} ist für {domain} signiert. Senden Sie die Datei niemandem sonst.',
    otherLearner: '{title} nennt jemand anderen als Sie und wird vielleicht nicht angenommen.',
    unnamed:
      '{title} nennt Ihren Schlüssel nicht: Die prüfende Stelle muss auf andere Weise sehen, dass ' +
      'es Ihrer ist.',
    noAnchor: '{title} trägt keinen Anker und ist im Register nicht zu finden.',
    onlyFor: 'Für eine andere Challenge oder eine andere Domain taugt sie nicht.',
  },
  keep: {
    heading: 'Behalten',
    nothing: 'In diesem Browser ist nichts gespeichert.',
    fromDisk:
      'Eine Seite von Ihrer Festplatte speichert nichts, weil andere Seiten von dort es lesen ' +
      'könnten. Speichern Sie stattdessen Ihre Dateien.',
    impossible:
      'Dieser Browser lässt die Seite nichts speichern. Speichern Sie stattdessen Ihre Dateien.',
    keep: 'Diese Dateien in diesem Browser behalten',
    keepNote:
      'Wer diesen Browser benutzt, kann Ihre Nachweise dann ohne Passwort lesen. Ihr Schlüssel ' +
      'bleibt verschlüsselt. Behalten Sie nichts auf einem Gerät, das Sie teilen.',
    kept: 'Die Dateien werden behalten.',
    stored: 'In diesem Browser gespeichert und nirgends sonst:',
    erase: 'Alles Gespeicherte löschen',
    erased: 'Alles Gespeicherte ist gelöscht. Was geöffnet ist, bleibt es, bis Sie die Seite verlassen.',
    export: 'Alles als ein ZIP speichern',
    exported: '{file} ist gespeichert. Öffnen Sie es hier oder mit einem anderen Programm.',
    pdf: 'Ein Zertifikat als PDF und ein Badge macht der Befehl „testamur export“.',
  },
  refused: {
    wrongPassword:
      'Das Passwort öffnet den Schlüssel nicht. Versuchen Sie es noch einmal; wenn es sicher stimmt, ' +
      'nehmen Sie eine andere Kopie der Datei, denn eine beschädigte sieht genauso aus.',
    shortPassword: 'Das Passwort hat weniger als 8 Zeichen. Wählen Sie ein längeres.',
    passwordUnfit: 'Das kann kein Passwort sein ({why}).',
    differentPasswords: 'Die beiden Passwörter sind verschieden. Geben Sie sie noch einmal ein.',
    phraseWrong: 'Das sind keine Wiederherstellungswörter ({why}).',
    otherScheme: '{file} hat einen Schlüssel anderer Art, mit dem nichts vorgelegt wird ({why}).',
    keyUnread: 'Die Datei des Schlüssels ist nicht zu gebrauchen ({why}).',
    archiveUnread: '{file} lässt sich nicht entpacken ({why}).',
    noCredential: '{file} enthält keinen Nachweis ({why}).',
    noKey: 'Kein Schlüssel ist geöffnet. Wählen Sie die Datei Ihres Schlüssels oder erzeugen Sie einen.',
    noCredentials: 'Kein Nachweis ist gewählt. Wählen Sie mindestens einen.',
    audience: 'Geben Sie Challenge und Domain an, die Ihnen genannt wurden ({why}).',
    tooLarge: '{file} hat mehr als 32 MiB und wurde nicht geöffnet.',
    tooMany: 'Mehr als {n} Dateien: Wählen Sie weniger auf einmal.',
    unreadable: 'Der Browser konnte {file} nicht lesen. Wählen Sie die Datei noch einmal.',
    failed: 'Das ist fehlgeschlagen, und nichts wurde erzeugt ({why}).',
    notStored: 'Der Browser hat die Dateien nicht gespeichert ({why}).',
  },
};
