// SPDX-License-Identifier: Apache-2.0

// The texts of the page in German.

import type { Texts } from './texts';

export const de: Texts = {
  direction: 'ltr',
  language: 'Deutsch',
  title: 'Was ist dieser Nachweis wert?',
  lead:
    'Legen Sie die Datei eines Zertifikats oder Abzeichens hier ab. Sie wird in Ihrem eigenen ' +
    'Browser geprüft: Keine Datei verlässt dieses Gerät.',
  choose: {
    heading: 'Ihre Dateien',
    drop: 'Dateien oder einen Ordner hier ablegen',
    files: 'Dateien wählen',
    folder: 'Ordner wählen',
    kinds: 'JSON, PDF, PNG, SVG oder ZIP, und daneben ein Bündel, wenn Sie eines haben.',
    paste: 'Oder den Text eines Nachweises einfügen',
    pasteLabel: 'Text des Nachweises',
    check: 'Diesen Text prüfen',
    presented: 'Haben Sie um eine Vorlage gebeten?',
    presentedNote:
      'Geben Sie an, worum Sie baten, und wählen Sie dann die Datei: Sie zeigt, wer Ihnen die Nachweise vorlegt.',
    challenge: 'Aufgabe, ein Text, den Sie noch nie benutzt haben',
    domain: 'Domäne, der Name Ihrer Website',
  },
  languageLabel: 'Sprache',
  clear: 'Neu beginnen',
  progress: { one: '{n} Datei geprüft', other: '{n} Dateien geprüft' },
  checking: 'Wird geprüft…',
  counted: { one: '{n} Antwort', other: '{n} Antworten' },
  tooMany: {
    one: 'Mehr als {n} Datei: Wählen Sie weniger auf einmal.',
    other: 'Mehr als {n} Dateien: Wählen Sie weniger auf einmal.',
  },
  nothing: 'In dem, was Sie abgelegt haben, war keine Datei.',
  failed:
    'Das ist fehlgeschlagen, und nichts wird gezeigt ({why}). Übergeben Sie die Dateien noch ' +
    'einmal.',
  folderFailed:
    'Der Ordner {name} konnte nicht gelesen werden. Wählen Sie ihn mit dem Knopf, oder legen ' +
    'Sie seine Dateien ab.',
  keysTaken:
    'Die Schlüssel wurden übernommen. Sie gelten für alle Dateien, bis Sie neu beginnen.',
  keysFrom: 'Als Schlüssel übernommen: {files}.',
  noTrust:
    'Diese Seite ist nicht eingerichtet: Ihre Konfiguration nennt keine Validatoren, denen ' +
    'vertraut wird, also kann sie nichts sagen.',
  badTrust: 'Diese Seite ist falsch eingerichtet: Ihre Konfiguration wurde abgelehnt ({why}).',
  noChecks: 'Die Prüfungen konnten nicht geladen werden, also kann diese Seite nichts sagen: {why}',
  conclusion: {
    valid: {
      word: 'Gültig',
      sentence:
        'Die Einrichtung hat ihn unterschrieben, er ist verzeichnet, und er galt zu dem ' +
        'Zeitpunkt, der unten steht.',
    },
    invalid: { word: 'Ungültig', sentence: 'Etwas spricht dagegen:' },
    cannotTell: {
      word: 'Nicht feststellbar',
      sentence:
        'Etwas ist nicht bekannt. Das sagt nichts über die Person, die ihn gezeigt hat: Bitten ' +
        'Sie um das, was fehlt.',
    },
  },
  presented: 'Hier steht, wer die Nachweise vorlegt, nicht was sie wert sind.',
  sections: {
    reasons: 'Gründe',
    madeFor: 'Wofür sie gemacht sein musste',
    earned: 'Was erworben wurde',
    issuer: 'Wer ihn ausgestellt hat',
    path: 'Durch wessen Akkreditierung',
    moment: 'Zu welchem Zeitpunkt',
    others: 'Was andere Quellen zeigen',
    picture: 'Das Bild in der Datei',
  },
  madeFor: {
    challenge: 'Aufgabe, die Sie angaben',
    domain: 'Domäne, die Sie angaben',
    none: 'keine',
  },
  unconfirmed: 'Das sagt die Datei, und nichts bestätigt es.',
  earned: {
    name: 'Leistung',
    learner: 'Lernende Person',
    description: 'Beschreibung',
    criteria: 'Wie sie erworben wird',
    level: 'Niveau',
    levelValue: 'EQR-Niveau {n}',
    workload: 'Arbeitsaufwand',
    levelOnRecord: 'Verzeichnetes Niveau der Art',
    workloadOnRecord: 'Verzeichneter Aufwand der Art',
    outcomes: 'Lernergebnisse',
    awarded: 'Verliehen',
    validUntil: 'Gültig bis',
  },
  issuer: {
    name: 'Verzeichneter Name',
    country: 'Land',
    number: 'Nummer im Verzeichnis',
    issuedAt: 'Verzeichnet am',
    again: 'Neu ausgestellt von Einrichtung {n}, ihrer Treuhänderin',
    stated: 'Name in der Datei, der nicht verglichen wird',
  },
  path: {
    council: 'Rat des Konsortiums',
    institution: 'Einrichtung {n}',
    accreditation: 'Akkreditierung {n}, {state}',
    then: 'Bei der Ausstellung',
    now: 'Zum gezeigten Zeitpunkt',
    inForce: 'in Kraft',
    notInForce: 'nicht in Kraft',
    credential: 'Dieser Nachweis',
    states: {
      offered: 'angeboten',
      declined: 'abgelehnt',
      active: 'aktiv',
      suspended: 'ausgesetzt',
      withdrawn: 'entzogen',
    },
  },
  moment: {
    block: 'Endgültiger Block {n} vom {time}, {age} alt.',
    bundle:
      'Bewiesen durch das Bündel, das mit der Datei kam. Kein Netz wurde benutzt. Was seither ' +
      'geschah, zeigt es nicht.',
    node:
      'Bewiesen durch eine Antwort von {node}, die hier geprüft wurde und der niemand ' +
      'vertrauen musste.',
    file: 'Das zeigt die Datei selbst. Kein Block war nötig.',
    none: 'Nichts ist bewiesen.',
    bundleName: 'Das eigene Bündel der Datei',
  },
  ask: {
    button: 'Einen Knoten um einen frischen Beweis bitten',
    all: 'Einen Knoten nach allen fragen',
    node: 'Knoten',
    privacy:
      'Der Knoten erfährt, dass jemand nach einem Platz im Verzeichnis fragt, und von welcher ' +
      'Adresse. Kein Name und nichts sonst aus der Datei wird gesendet.',
    asking: '{node} wird gefragt…',
  },
  notJudged:
    'Diese Datei ({kind}) trägt den Nachweis. Was sie selbst zeigt, wurde nicht mit ihm ' +
    'verglichen: Glauben Sie dem, was hier steht.',
  table: {
    caption: 'Antworten für alle Dateien',
    file: 'Datei',
    answer: 'Antwort',
    issuer: 'Verzeichnete Einrichtung',
    achievement: 'Leistung',
    asOf: 'Zeitpunkt',
    reasons: 'Gründe',
    filter: 'Zeigen',
    all: 'alle',
    search: 'Suchen',
    sort: 'Nach {column} ordnen',
    more:
      'von {n}; filtern oder suchen Sie, um die anderen zu sehen. Alle werden als CSV ' +
      'gespeichert.',
    csv: 'Als CSV speichern',
    print: 'Drucken',
    shown: { one: '{n} Zeile gezeigt', other: '{n} Zeilen gezeigt' },
  },
  back: 'Zurück zur Tabelle',
  reasons: {
    notAnchored:
      'die Einrichtung, die er nennt, hat an diesem Platz keinen solchen Nachweis verzeichnet',
    revoked: 'die Einrichtung hat ihn widerrufen',
    'revoked.unspecified': 'die Einrichtung hat ihn widerrufen, ohne einen Grund zu nennen',
    'revoked.issuedInError':
      'die Einrichtung hat ihn widerrufen, weil er irrtümlich ausgestellt wurde',
    'revoked.misconduct': 'die Einrichtung hat ihn wegen Fehlverhaltens widerrufen',
    'revoked.learnerRequest':
      'die Einrichtung hat ihn widerrufen, weil die lernende Person darum bat',
    'revoked.requirementsNotMet':
      'die Einrichtung hat ihn widerrufen, weil die Anforderungen nicht erfüllt waren',
    'revoked.keyCompromise':
      'die Einrichtung hat ihn widerrufen, weil der Schlüssel in fremden Händen war, der ihn ' +
      'unterschrieb',
    suspended: 'die Einrichtung hat ihn ausgesetzt: Fragen Sie dort, ob das endet',
    superseded: 'ein anderer Nachweis ist an seine Stelle getreten: Bitten Sie um diesen',
    expired: 'seine Gültigkeit ist abgelaufen',
    voided:
      'die Akkreditierung, unter der er ausgestellt wurde, ist für diese Zeit entzogen, als ' +
      'hätte es sie nie gegeben',
    keyNotAuthorized:
      'der Schlüssel, der ihn unterschrieb, gehörte bei der Ausstellung nicht zu denen der ' +
      'Einrichtung',
    keyCompromised:
      'der Schlüssel, der ihn unterschrieb, könnte bei der Ausstellung in fremden Händen ' +
      'gewesen sein, also weiß niemand, wer unterschrieb',
    notSigned: 'er ist nicht unterschrieben',
    signature:
      'die Unterschrift passt nicht zu ihm: Er wurde verändert, oder jemand anderes hat ihn ' +
      'unterschrieben',
    otherIssuer: 'er nennt eine andere Einrichtung als die, unter der er verzeichnet ist',
    noBundle:
      'kein Bündel kam mit ihm, also ist ohne einen Knoten nichts bewiesen: Fragen Sie einen ' +
      'Knoten, oder bitten Sie um das Bündel',
    noAnchor:
      'er sagt nicht, wo er verzeichnet ist: Bitten Sie um die Datei, wie sie ausgestellt wurde',
    noCredential:
      'in dieser Datei ist kein Nachweis: Bitten Sie um die Datei, wie sie ausgestellt wurde',
    damagedFile: 'die Datei ist beschädigt: Bitten Sie darum, sie noch einmal als Anhang zu senden',
    keyUnknown:
      'nichts sagt, welcher Schlüssel ihn unterschrieb: Fragen Sie einen Knoten, oder legen ' +
      'Sie die Datei mit den Schlüsseln daneben, die die Einrichtung veröffentlicht',
    unknownSet:
      'die Validatoren, die für den Beweis stimmten, sind dieser Seite nicht bekannt: Fragen ' +
      'Sie einen Knoten',
    tooOld: 'der Beweis ist zu alt: Fragen Sie einen Knoten nach einem frischen',
    forged: 'der Beweis ist nicht echt: Bitten Sie jemand anderes um einen',
    unreachable:
      'der Knoten ist nicht erreichbar: Prüfen Sie das Netz, oder fragen Sie einen anderen',
    lost: 'die Verbindung zum Knoten ist abgebrochen: Fragen Sie noch einmal',
    timedOut:
      'der Knoten hat nicht rechtzeitig geantwortet: Fragen Sie noch einmal, oder einen anderen',
    notUnderstood: 'die Antwort des Knotens ist nicht verständlich: Fragen Sie einen anderen',
    otherChain: 'der Knoten oder der Beweis gehört zu einer anderen Kette',
    tookTooLong:
      'die Prüfung dauerte zu lange und wurde beendet: Bitten Sie um den Nachweis als ' +
      'JSON-Datei',
    checkFailed:
      'die Prüfung ist fehlgeschlagen, was keine Datei bewirken sollte: Melden Sie es dem ' +
      'Betreiber dieser Seite',
    unreadable: 'der Browser konnte die Datei nicht lesen: Wählen Sie sie noch einmal',
    inTheFuture:
      'der Beweis ist später als die Uhr dieses Geräts: Stellen Sie die Uhr, denn eine falsche ' +
      'sagt kein Alter',
  },
  footer:
    'Betrieben von {name}. Kein Cookie, keine Statistik, keine Anfrage an irgendwen, um die ' +
    'Sie nicht bitten.',
};
