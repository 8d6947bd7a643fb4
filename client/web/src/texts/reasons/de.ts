// SPDX-License-Identifier: Apache-2.0

// The sentences for reasons in German.

import type { Reasons } from './words';

export const reasons: Reasons = {
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
  notYetValid: 'nach seinen eigenen Angaben ist er noch nicht gültig',
  validityUnknown:
    'eine Zeit seiner Gültigkeit ist nicht lesbar, sodass niemand weiß, ob er gültig ist: Bitten Sie ' +
    'die Einrichtung um eine andere Datei',
  voided:
    'die Akkreditierung, unter der er ausgestellt wurde, ist für diese Zeit entzogen, als ' +
    'hätte es sie nie gegeben',
  keyNotAuthorized:
    'der Schlüssel, der ihn unterschrieb, gehörte bei der Ausstellung nicht zu denen der ' +
    'Einrichtung',
  keyCompromised:
    'der Schlüssel, der ihn unterschrieb, könnte bei der Ausstellung in fremden Händen gewesen ' +
    'sein, also weiß niemand, wer unterschrieb',
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
  saltMissing:
    'er ist keiner von diesem Verzeichnis, dessen Nachweise ein Salz haben: Bitten Sie um die ' +
    'Datei, wie sie ausgestellt wurde',
  keyUnknown:
    'nichts sagt, welcher Schlüssel ihn unterschrieb: Fragen Sie einen Knoten, oder legen Sie ' +
    'die Datei mit den Schlüsseln daneben, die die Einrichtung veröffentlicht',
  unknownSet:
    'die Validatoren, die für den Beweis stimmten, sind dieser Seite nicht bekannt: Fragen Sie ' +
    'einen Knoten',
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
    'die Prüfung dauerte zu lange und wurde beendet: Bitten Sie um den Nachweis als JSON-Datei',
  checkFailed:
    'die Prüfung ist fehlgeschlagen, was keine Datei bewirken sollte: Melden Sie es dem ' +
    'Betreiber dieser Seite',
  unreadable: 'der Browser konnte die Datei nicht lesen: Wählen Sie sie noch einmal',
  inTheFuture:
    'der Beweis ist später als die Uhr dieses Geräts: Stellen Sie die Uhr, denn eine falsche ' +
    'sagt kein Alter',
  issuerMissing: 'er nennt niemanden, der ihn ausgestellt hätte',
  unknownSuites:
    'er ist auf eine Weise unterschrieben, die diese Seite nicht kennt: Wer die Seite ' +
    'betreibt, kann sie aktualisieren',
  keyNotProven:
    'der Schlüssel, der dafür übergeben wurde, ist nicht der verzeichnete: Fragen Sie einen ' +
    'anderen Knoten',
  keyNotCovered:
    'der Beweis umfasst den Schlüssel nicht, der ihn unterschrieb: Fragen Sie einen Knoten',
  notUtf8:
    'die Datei ist weder ein Text noch eine andere Datei, die hier gelesen wird: Bitten Sie um ' +
    'die Datei, wie sie ausgestellt wurde',
  notJson:
    'die Datei ist kein JSON, oder nicht ganz: Bitten Sie darum, sie noch einmal als Anhang zu ' +
    'senden',
  notObject: 'in der Datei ist kein Nachweis: Bitten Sie um die Datei, wie sie ausgestellt wurde',
  duplicateMember:
    'in der Datei steht eine Angabe zweimal, also zeigt jedes Programm eine andere: Bitten Sie ' +
    'um die Datei, wie sie ausgestellt wurde',
  malformed:
    'etwas in der Datei oder neben ihr ist nicht so, wie es sein muss: Bitten Sie darum, sie ' +
    'noch einmal zu senden',
  otherFile:
    'eine Datei daneben ist von einer anderen Art als ihr Name sagt: Bitten Sie um das Bündel',
  otherDocument:
    'der Platz, den er nennt, ist nicht seiner: Entweder wurde er verändert, oder die Angabe ' +
    'gehört zu einem anderen Nachweis',
  anchorsDiffer:
    'zwei Dateien führen zu verschiedenen Plätzen im Verzeichnis: Eine gehört zu einem anderen ' +
    'Nachweis, oder wurde verändert',
  reference:
    'das ist ein Verweis auf einen Nachweis und nicht der Nachweis: Bitten Sie um die Datei ' +
    'des Nachweises',
  unknownVersion:
    'die Datei hat eine neuere Form als die, die diese Seite kennt: Wer die Seite betreibt, ' +
    'kann sie aktualisieren',
  severalCredentials:
    'das Bild trägt mehrere Nachweise, wo einer stehen darf: Bitten Sie um jeden als eigene ' +
    'Datei',
  olderBadge:
    'das ist ein Abzeichen nach Open Badges 2.0 oder älter, das nur die Website seines ' +
    'Ausstellers bestätigt: Bitten Sie um ein Open Badge 3.0',
  encrypted: 'die Datei ist verschlüsselt: Bitten Sie um eine ohne Kennwort',
  notSupported:
    'die Datei benutzt etwas, das hier nicht gelesen wird: Bitten Sie um den Nachweis als ' +
    'JSON-Datei',
  nested: 'die Datei liegt in einem Archiv in einem Archiv: Nehmen Sie sie heraus',
  tooLarge: 'etwas ist größer als alles, was hier gelesen wird: Bitten Sie um weniger auf einmal',
  tooMany: 'die Datei hat zu viele Teile: Bitten Sie um mehrere Dateien',
  tooMuch:
    'die Nachweise in der Datei sind zusammen zu groß: Teilen Sie sie auf mehrere Dateien auf',
  tooComplex:
    'die Datei ist verwickelter, als es nötig ist: Bitten Sie um den Nachweis als JSON-Datei',
  incomplete: 'der Beweis umfasst nicht, wonach gefragt wird: Fragen Sie einen Knoten',
  runtimeNotUnderstood:
    'die Regeln der Kette sind neuer als die, die diese Seite kennt: Wer die Seite betreibt, ' +
    'kann sie aktualisieren',
  upgradePending:
    'die Kette wechselte in diesem Block ihre Regeln: Fragen Sie einen Knoten in einer Minute ' +
    'noch einmal',
  damaged: 'das Verzeichnis selbst ist an dieser Stelle beschädigt: Melden Sie es dem Konsortium',
  nodeCannotTell:
    'der Knoten kann es nicht sagen: Fragen Sie später noch einmal, oder einen anderen',
  notPresented:
    'Sie gaben eine Aufgabe oder eine Domäne an, und niemand legt ihn dafür vor: Bitten Sie um ' +
    'eine Vorlage',
  otherChallenge: 'die Vorlage wurde für eine andere Aufgabe gemacht',
  otherDomain: 'die Vorlage wurde für eine andere Domäne gemacht',
  challengeNotStated:
    'ohne die Aufgabe, die Sie stellten, zeigt die Vorlage nichts: Geben Sie sie oben an',
  domainNotStated:
    'die Vorlage wurde für eine bestimmte Domäne gemacht: Geben Sie oben die Ihre an, damit ' +
    'sie verglichen wird',
  otherPurpose: 'die Unterschrift der Vorlage wurde für einen anderen Zweck gemacht',
  otherKey: 'die Vorlage ist mit dem Schlüssel einer anderen Person unterschrieben',
  presentationChanged:
    'die Vorlage wurde verändert, nachdem sie unterschrieben war, oder jemand anderes hat sie ' +
    'unterschrieben',
  holderMissing: 'die Vorlage sagt nicht, wer sie macht',
  holderIsAnother:
    'ein Nachweis in der Vorlage nennt eine andere lernende Person als die, die ihn vorlegt',
  holderNotNamed:
    'ein Nachweis in der Vorlage nennt den Schlüssel der Person nicht, die ihn vorlegt: ' +
    'Vergleichen Sie den Namen in ihm mit der Person vor Ihnen',
  noCredentials: 'in der Vorlage ist kein Nachweis',
};
