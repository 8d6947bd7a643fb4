// SPDX-License-Identifier: Apache-2.0

// The texts of the view Register in German.

import type { RegisterTexts } from './texts';

export const de: RegisterTexts = {
  view: 'Verzeichnis',
  title: 'Das öffentliche Verzeichnis',
  lead:
    'Wer wofür akkreditiert ist und von wem, jetzt oder an einem früheren Tag. Ein Knoten ' +
    'antwortet mit Beweisen, die Ihr eigener Browser prüft.',
  noNodes:
    'Diese Seite hat keinen Knoten, der gefragt werden könnte. Bitten Sie den Betreiber, einen ' +
    'einzurichten.',
  asOf: {
    heading: 'Zu welchem Zeitpunkt',
    day: 'Tag nach Weltzeit; leer für jetzt',
    time: 'Uhrzeit an diesem Tag; leer für sein Ende',
    note: 'Ein früherer Tag braucht einen Knoten, der alle früheren Zustände behält.',
  },
  browse: {
    heading: 'Nachsehen',
    institutions: 'Einrichtungen',
    grants: 'Akkreditierungen',
    types: 'Arten von Nachweisen',
    from: 'Liste beginnen mit Nummer',
    privacy: 'Der Knoten erfährt, was jemand nachschlägt, und von welcher Adresse.',
  },
  question: {
    heading: 'War sie akkreditiert?',
    institution: 'Nummer der Einrichtung',
    type: 'Nummer der Art von Nachweisen',
    day: 'Tag nach Weltzeit',
    time: 'Uhrzeit; leer für Beginn und Ende des Tages',
    note: 'Beide Nummern stehen in den Listen und in jedem geprüften Nachweis.',
    ask: 'Fragen',
  },
  asking: '{node} wird gefragt…',
  done: 'Der Knoten hat geantwortet.',
  failed: 'Das ist nicht gelungen: {why}',
  back: 'Zurück',
  next: 'Nächste Seite',
  shown: { one: '{n} Eintrag', other: '{n} Einträge' },
  none: 'Nichts ist verzeichnet.',
  columns: {
    number: 'Nummer',
    name: 'Name',
    country: 'Land',
    state: 'Zustand',
    kind: 'Gattung',
    level: 'EQR-Niveau',
    workload: 'Arbeitsaufwand',
  },
  states: {
    active: 'aktiv',
    suspended: 'ausgesetzt',
    closed: 'geschlossen',
    retired: 'außer Gebrauch',
  },
  kinds: {
    unstated: 'nicht angegeben',
    microCredential: 'Micro-Credential',
    certificate: 'Zertifikat',
    badge: 'Badge',
  },
  institution: {
    page: 'Webseite',
    registered: 'Eingetragen',
    since: 'In diesem Zustand seit',
    held: 'Akkreditierungen, die sie erhielt',
    noneHeld: 'Sie erhielt keine.',
    given: 'Akkreditierungen, die sie erteilte',
    noneGiven: 'Sie erteilte keine.',
    notAll:
      'Es gibt zu viele Akkreditierungen, um sie alle durchzusehen. Gezeigt sind die, die ' +
      'zählen; abgelehnte, entzogene und erteilte stehen in der Liste der Akkreditierungen.',
    mayIssue: 'Was sie zu diesem Zeitpunkt ausstellen darf',
    noType: 'Keine Art.',
    typesFrom: 'Arten ab der Nummer {n} wurden nicht angesehen.',
    right: 'durch Akkreditierung {n}',
  },
  type: {
    heading: 'Art von Nachweisen {n}',
    definition: 'Veröffentlichte Definition',
    hash: 'SHA-256 der Definition',
    owner: 'Eingetragen von',
    council: 'dem Rat',
    retired: 'Außer Gebrauch seit',
    issuers: 'Einrichtungen, die sie zu diesem Zeitpunkt ausstellen dürfen',
    noIssuer: 'Keine der Einrichtungen auf dieser Seite.',
  },
  tree: {
    grant: 'Akkreditierung {n}',
    holder: 'Einrichtung {n}',
    anyType: 'jede Art',
    types: 'Arten {list}',
    window: 'von {from} bis {until}',
    mayIssue: 'darf ausstellen',
    mayAccredit: 'darf andere akkreditieren, {n} Ebenen tief',
    inForce: 'zu diesem Zeitpunkt in Kraft',
    lapsed: 'zu diesem Zeitpunkt nicht in Kraft: Akkreditierung {n} {why}',
    offered: 'Angeboten am {time}',
    accepted: 'Angenommen am {time}',
    narrowed: 'Bedingungen {n}-mal verengt',
    suspendedByCouncil: 'Vom Rat ausgesetzt seit {time}',
    suspendedByGrantor: 'Vom Erteilenden ausgesetzt seit {time}',
    withdrawn: 'Entzogen oder zurückgegeben am {time}',
    declined: 'Abgelehnt am {time}',
    void: 'Was ab {time} unter ihr ausgestellt wurde, ist nichtig',
  },
  lapses: {
    offered: 'wurde nicht angenommen',
    declined: 'wurde abgelehnt',
    suspended: 'ist ausgesetzt',
    withdrawn: 'ist entzogen',
    notYetValid: 'hat noch nicht begonnen',
    expired: 'ist abgelaufen',
    delegationExceeded: 'reicht nicht so viele Ebenen tief',
    brokenPath: 'hat einen beschädigten Weg',
  },
  answer: {
    yes: 'Ja',
    no: 'Nein',
    cannotTell: 'Nicht feststellbar',
    at: 'Am {time}',
    now: 'Beim letzten endgültigen Block, {time}',
    nowOpen: 'Beim letzten endgültigen Block',
    by:
      'Einrichtung {institution} war für die Art {type} akkreditiert, durch Akkreditierung {n}.',
    noDay: 'Geben Sie einen Tag an.',
  },
  objections: {
    notRegistered: 'Einrichtung {institution} war nicht eingetragen.',
    institutionSuspended: 'Einrichtung {institution} war ausgesetzt, seit {at}.',
    institutionClosed: 'Einrichtung {institution} war geschlossen, seit {at}.',
    typeNotRegistered: 'Die Art {type} war nicht eingetragen.',
    typeRetired: 'Die Art {type} war außer Gebrauch, seit {at}.',
    noGrant: 'Einrichtung {institution} hatte keine Akkreditierung erhalten.',
    notYetOffered: 'Akkreditierung {n}: {by} war noch nicht angeboten.',
    notAccepted: 'Akkreditierung {n}: {by} war nicht angenommen.',
    declined: 'Akkreditierung {n}: {by} wurde am {at} abgelehnt.',
    suspended: 'Akkreditierung {n}: {by} war ausgesetzt, seit {at}.',
    withdrawn: 'Akkreditierung {n}: {by} wurde am {at} entzogen.',
    notYetValid: 'Akkreditierung {n}: {by} beginnt am {at}.',
    expired: 'Akkreditierung {n}: {by} endete am {at}.',
    delegationExceeded: 'Akkreditierung {n}: {by} reicht nicht so viele Ebenen tief.',
    noRightToIssue: 'Akkreditierung {n}: Sie umfasst nicht das Recht auszustellen.',
    typeOutOfScope: 'Akkreditierung {n}: Sie umfasst nicht die Art {type}.',
  },
  doubts: {
    notYet: 'der Zeitpunkt liegt in der Zukunft, und was bis dahin beschlossen wird, weiß niemand',
    noDay: 'das ist kein Tag oder keine Uhrzeit',
    otherBlock: 'der Knoten antwortete aus einem anderen Block als dem, nach dem gefragt wurde',
    otherTime:
      'der Knoten zeigt einen anderen Zeitpunkt als den, nach dem gefragt wurde: Fragen Sie ' +
      'einen anderen Knoten',
    notFinalYet:
      'kein endgültiger Block nach diesem Zeitpunkt ist bekannt: Fragen Sie später noch einmal ' +
      'oder einen anderen Knoten',
  },
};
