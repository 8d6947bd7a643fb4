// SPDX-License-Identifier: Apache-2.0

// The texts of the page in German.

import { reasons } from './reasons/de';
import type { Translated } from './texts';

export const de: Translated = {
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
      'Geben Sie an, worum Sie baten, und wählen Sie dann die Datei: Sie zeigt, wer Ihnen die ' +
      'Nachweise vorlegt.',
    challenge: 'Aufgabe, ein Text, den Sie noch nie benutzt haben',
    domain: 'Domäne, der Name Ihrer Website',
  },
  scan: {
    camera: 'Einen Code mit der Kamera lesen',
    picture: 'Bild eines Codes wählen',
    note:
      'Das Bild der Kamera bleibt in diesem Tab, und die Kamera endet von selbst. Ein Code auf ' +
      'einem Zertifikat sagt, wo es verzeichnet ist; was es wert ist, zeigt nur seine Datei.',
    stop: 'Kamera beenden',
    video: 'Bild der Kamera',
    looking: 'Halten Sie den Code vor die Kamera…',
    noCode:
      'In diesem Bild wurde kein Code gefunden: Nehmen Sie eines, das den ganzen Code scharf ' +
      'und gerade zeigt.',
    link:
      'Der Code ist ein Link zu {host}, den diese Seite nicht öffnet, und trägt keinen ' +
      'Nachweis: Bitten Sie um die Datei.',
    noCredential: 'Der Code enthält etwas anderes als einen Nachweis: Bitten Sie um die Datei.',
    stopped: {
      insecure:
        'Browser geben eine Kamera nur einer Seite, die über https, von der Festplatte oder ' +
        'von diesem Gerät selbst geöffnet wurde: Wählen Sie ein Bild des Codes.',
      refused:
        'Der Browser gibt dieser Seite keine Kamera: Erlauben Sie es in seinen Einstellungen, ' +
        'oder wählen Sie ein Bild des Codes.',
      none: 'Es gibt keine Kamera: Wählen Sie ein Bild des Codes.',
      busy:
        'Die Kamera konnte nicht gestartet werden: Beenden Sie andere Programme, die sie ' +
        'benutzen, oder wählen Sie ein Bild des Codes.',
      ended: 'Die Kamera hat geendet.',
      hidden: 'Die Kamera wurde beendet, als diese Seite verdeckt war.',
      notFound: 'Die Kamera wurde beendet: Es wurde kein Code gefunden.',
      failed: 'Die Kamera wurde beendet: Ihre Bilder konnten nicht geprüft werden.',
      stopped: 'Die Kamera wurde angehalten.',
    },
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
  noChecks:
    'Die Prüfungen konnten nicht geladen werden, also kann diese Seite nichts sagen: {why}',
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
    then: 'Bei der Ausstellung, {day}',
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
  reasons,
  footer:
    'Betrieben von {name}. Kein Cookie, keine Statistik, keine Anfrage an irgendwen, um die ' +
    'Sie nicht bitten.',
};
