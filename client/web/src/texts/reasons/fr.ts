// SPDX-License-Identifier: Apache-2.0

// The sentences for reasons in French.

import type { Reasons } from './words';

export const reasons: Reasons = {
  notAnchored:
    'l’établissement qu’elle nomme n’a inscrit aucune attestation semblable à cette place du ' +
    'registre',
  revoked: 'l’établissement l’a révoquée',
  'revoked.unspecified': 'l’établissement l’a révoquée, sans donner de raison',
  'revoked.issuedInError':
    'l’établissement l’a révoquée, parce qu’elle a été délivrée par erreur',
  'revoked.misconduct': 'l’établissement l’a révoquée pour manquement aux règles',
  'revoked.learnerRequest': 'l’établissement l’a révoquée à la demande de l’apprenant(e)',
  'revoked.requirementsNotMet':
    'l’établissement l’a révoquée, parce que ses exigences n’étaient pas remplies',
  'revoked.keyCompromise':
    'l’établissement l’a révoquée, parce que la clé qui l’a signée était compromise',
  suspended: 'l’établissement l’a suspendue : demandez-lui si cela prendra fin',
  superseded: 'une autre attestation l’a remplacée : demandez celle-là',
  expired: 'sa validité a pris fin',
  notYetValid: 'd’après ses propres indications, elle n’est pas encore valable',
  validityUnknown:
    'une date de sa validité est illisible, si bien que personne ne sait si elle est valable : ' +
    'demandez un autre fichier à l’établissement',
  voided:
    'l’accréditation en vertu de laquelle elle a été délivrée a été retirée pour cette ' +
    'période, comme si elle n’avait jamais été accordée',
  keyNotAuthorized:
    'la clé qui l’a signée ne faisait pas partie des clés de l’établissement lors de la ' +
    'délivrance',
  keyCompromised:
    'la clé qui l’a signée a pu se trouver entre les mains de tiers lors de la délivrance, ' +
    'personne ne sait donc qui l’a signée',
  notSigned: 'elle n’est pas signée',
  signature:
    'la signature ne lui correspond pas : elle a été modifiée, ou quelqu’un d’autre l’a signée',
  otherIssuer:
    'elle nomme un autre établissement que celui sous lequel elle est inscrite au registre',
  issuerMissing: 'elle ne nomme personne qui l’aurait délivrée',
  unknownSuites:
    'elle est signée d’une manière que cette page ne connaît pas : demandez une mise à jour à ' +
    'qui exploite cette page',
  noBundle:
    'aucun paquet de preuve ne l’accompagne, rien n’est donc prouvé sans un nœud : interrogez ' +
    'un nœud, ou demandez le paquet de preuve',
  noAnchor:
    'elle ne dit pas où elle est inscrite au registre : demandez le fichier tel qu’il a été ' +
    'délivré',
  saltMissing:
    'elle n’est pas de ce registre, dont les attestations ont un sel : demandez le fichier tel ' +
    'qu’il a été délivré',
  keyUnknown:
    'rien ne dit quelle clé l’a signée : interrogez un nœud, ou déposez à côté le fichier des ' +
    'clés que publie l’établissement',
  keyNotProven: 'la clé remise pour elle n’est pas celle du registre : interrogez un autre nœud',
  keyNotCovered: 'la preuve ne couvre pas la clé qui l’a signée : interrogez un nœud',
  noCredential:
    'ce fichier ne contient aucune attestation : demandez le fichier tel qu’il a été délivré',
  damagedFile:
    'le fichier est endommagé : demandez qu’on vous l’envoie de nouveau en pièce jointe',
  unreadable: 'le navigateur n’a pas pu lire le fichier : choisissez-le encore une fois',
  notUtf8:
    'le fichier n’est ni un texte ni un autre fichier qui soit lu ici : demandez le fichier ' +
    'tel qu’il a été délivré',
  notJson:
    'le fichier n’est pas du JSON, ou pas entièrement : demandez qu’on vous l’envoie de ' +
    'nouveau en pièce jointe',
  notObject:
    'ce fichier ne contient aucune attestation : demandez le fichier tel qu’il a été délivré',
  duplicateMember:
    'une donnée figure deux fois dans le fichier, et chaque programme en montre une autre : ' +
    'demandez le fichier tel qu’il a été délivré',
  malformed:
    'quelque chose dans le fichier ou à côté n’a pas la forme requise : demandez qu’on vous ' +
    'l’envoie de nouveau',
  otherFile:
    'un fichier placé à côté n’est pas du genre qu’indique son nom : demandez le paquet de ' +
    'preuve',
  otherDocument:
    'la place qu’elle indique n’est pas la sienne : soit elle a été modifiée, soit cette ' +
    'indication appartient à une autre attestation',
  anchorsDiffer:
    'deux fichiers mènent à des places différentes du registre : l’un d’eux appartient à une ' +
    'autre attestation, ou a été modifié',
  reference:
    'c’est une référence à une attestation et non l’attestation : demandez le fichier de ' +
    'l’attestation',
  unknownVersion:
    'le fichier a une forme plus récente que celles que cette page connaît : demandez une mise ' +
    'à jour à qui exploite cette page',
  severalCredentials:
    'l’image contient plusieurs attestations là où une seule est permise : demandez chacune ' +
    'dans un fichier à part',
  olderBadge:
    'c’est un badge Open Badges 2.0 ou plus ancien, que seul le site web de son émetteur ' +
    'confirme : demandez un Open Badge 3.0',
  encrypted: 'le fichier est chiffré : demandez-le sans mot de passe',
  notSupported:
    'le fichier emploie quelque chose qui n’est pas lu ici : demandez l’attestation en fichier ' +
    'JSON',
  nested: 'le fichier se trouve dans une archive contenue dans une archive : extrayez-le',
  tooLarge: 'un élément dépasse tout ce qui est lu ici : demandez-en moins à la fois',
  tooMany: 'le fichier a trop de parties : demandez plusieurs fichiers',
  tooMuch:
    'les attestations de ce fichier sont trop volumineuses ensemble : répartissez-les en ' +
    'plusieurs fichiers',
  tooComplex:
    'le fichier est plus complexe que nécessaire : demandez l’attestation en fichier JSON',
  unknownSet:
    'cette page ne connaît pas les validateurs qui ont voté pour la preuve : interrogez un nœud',
  tooOld: 'la preuve est trop ancienne : demandez-en une récente à un nœud',
  forged: 'la preuve n’est pas authentique : demandez-en une à quelqu’un d’autre',
  incomplete: 'la preuve ne couvre pas ce qui est demandé : interrogez un nœud',
  otherChain: 'le nœud ou la preuve appartient à une autre chaîne',
  inTheFuture:
    'la preuve est postérieure à l’heure de cet appareil : réglez-le, car une horloge fausse ' +
    'ne donne aucun âge',
  runtimeNotUnderstood:
    'les règles de la chaîne sont plus récentes que celles que cette page connaît : demandez ' +
    'une mise à jour à qui exploite cette page',
  upgradePending:
    'la chaîne changeait de règles dans ce bloc : interrogez un nœud de nouveau dans une minute',
  damaged: 'le registre lui-même est endommagé à cet endroit : signalez-le au consortium',
  unreachable: 'le nœud est injoignable : vérifiez le réseau, ou interrogez un autre nœud',
  lost: 'la connexion au nœud a été perdue : interrogez-le de nouveau',
  timedOut: 'le nœud n’a pas répondu à temps : interrogez-le de nouveau, ou un autre',
  notUnderstood: 'la réponse du nœud est incompréhensible : interrogez-en un autre',
  nodeCannotTell: 'le nœud ne peut pas le dire : interrogez-le plus tard, ou un autre',
  tookTooLong:
    'la vérification a duré trop longtemps et a été arrêtée : demandez l’attestation en ' +
    'fichier JSON',
  checkFailed:
    'la vérification a échoué, ce qu’aucun fichier ne devrait provoquer : signalez-le à qui ' +
    'exploite cette page',
  notPresented:
    'vous avez indiqué un défi ou un domaine, et personne ne la présente pour cela : demandez ' +
    'une présentation',
  otherChallenge: 'la présentation a été faite pour un autre défi',
  otherDomain: 'la présentation a été faite pour un autre domaine',
  challengeNotStated:
    'sans le défi que vous avez donné, la présentation ne montre rien : indiquez-le ci-dessus',
  domainNotStated:
    'la présentation a été faite pour un domaine précis : indiquez le vôtre ci-dessus, afin ' +
    'qu’il soit comparé',
  otherPurpose: 'la signature de la présentation a été faite dans un autre but',
  otherKey: 'la présentation est signée avec la clé d’une autre personne',
  presentationChanged:
    'la présentation a été modifiée après avoir été signée, ou quelqu’un d’autre l’a signée',
  holderMissing: 'la présentation ne dit pas qui la fait',
  holderIsAnother:
    'une attestation de la présentation nomme une autre personne que celle qui la présente',
  holderNotNamed:
    'une attestation de la présentation ne nomme pas la clé de la personne qui la présente : ' +
    'comparez le nom qu’elle porte avec la personne devant vous',
  noCredentials: 'la présentation ne contient aucune attestation',
};
