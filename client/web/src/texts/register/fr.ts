// SPDX-License-Identifier: Apache-2.0

// The texts of the view Register in French.

import type { RegisterTexts } from './texts';

export const fr: RegisterTexts = {
  view: 'Registre',
  title: 'Le registre public',
  lead:
    'Qui est accrédité pour quoi, et par qui, maintenant ou un jour antérieur. Un nœud répond ' +
    'par des preuves, que votre propre navigateur contrôle.',
  noNodes:
    'Cette page n’a aucun nœud à interroger. Demandez à la personne qui la publie d’en ' +
    'configurer un.',
  asOf: {
    heading: 'À quel moment',
    day: 'Jour, en temps universel ; vide pour maintenant',
    time: 'Heure de ce jour ; vide pour sa fin',
    note: 'Un jour antérieur demande un nœud qui conserve tous les états passés.',
  },
  browse: {
    heading: 'Parcourir',
    institutions: 'Établissements',
    grants: 'Accréditations',
    types: 'Types d’attestations',
    from: 'Commencer la liste au numéro',
    privacy: 'Le nœud apprend ce que quelqu’un consulte, et depuis quelle adresse.',
  },
  question: {
    heading: 'Était-il accrédité ?',
    institution: 'Numéro de l’établissement',
    type: 'Numéro du type d’attestations',
    day: 'Jour, en temps universel',
    time: 'Heure ; vide pour le début et la fin du jour',
    note: 'Les deux numéros figurent dans les listes et dans chaque attestation vérifiée.',
    ask: 'Demander',
  },
  asking: 'Question posée à {node}…',
  done: 'Le nœud a répondu.',
  failed: 'Cela n’a pas pu être fait : {why}',
  back: 'Retour',
  next: 'Page suivante',
  shown: { one: '{n} entrée', many: '{n} d’entrées', other: '{n} entrées' },
  none: 'Rien n’est inscrit.',
  columns: {
    number: 'Numéro',
    name: 'Nom',
    country: 'Pays',
    state: 'État',
    kind: 'Genre',
    level: 'Niveau du CEC',
    workload: 'Charge de travail',
  },
  states: { active: 'actif', suspended: 'suspendu', closed: 'fermé', retired: 'retiré' },
  kinds: {
    unstated: 'non précisé',
    microCredential: 'micro-certification',
    certificate: 'certificat',
    badge: 'badge',
  },
  institution: {
    page: 'Site web',
    registered: 'Inscrit le',
    since: 'Dans cet état depuis',
    held: 'Accréditations qui lui ont été données',
    noneHeld: 'Aucune ne lui a été donnée.',
    given: 'Accréditations qu’il a données',
    noneGiven: 'Il n’en a donné aucune.',
    notAll:
      'Il y a trop d’accréditations pour les parcourir toutes. Celles qui comptent sont ' +
      'affichées ; les refusées, les retirées et celles qu’il a données sont dans la liste des ' +
      'accréditations.',
    mayIssue: 'Ce qu’il peut délivrer à ce moment',
    noType: 'Aucun type.',
    typesFrom: 'Les types à partir du numéro {n} n’ont pas été examinés.',
    right: 'par l’accréditation {n}',
  },
  type: {
    heading: 'Type d’attestations {n}',
    definition: 'Définition publiée',
    hash: 'SHA-256 de la définition',
    owner: 'Inscrit par',
    council: 'le conseil',
    retired: 'Retiré le',
    issuers: 'Établissements qui peuvent le délivrer à ce moment',
    noIssuer: 'Aucun des établissements de cette page.',
  },
  tree: {
    grant: 'l’accréditation {n}',
    holder: 'Établissement {n}',
    anyType: 'tout type',
    types: 'types {list}',
    window: 'du {from} au {until}',
    mayIssue: 'peut délivrer',
    mayAccredit: 'peut accréditer d’autres, sur {n} niveaux',
    inForce: 'en vigueur à ce moment',
    lapsed: 'pas en vigueur à ce moment : l’accréditation {n} {why}',
    offered: 'Offerte le {time}',
    accepted: 'Acceptée le {time}',
    narrowed: 'Conditions restreintes {n} fois',
    suspendedByCouncil: 'Suspendue par le conseil depuis le {time}',
    suspendedByGrantor: 'Suspendue par qui l’a donnée depuis le {time}',
    withdrawn: 'Retirée ou rendue le {time}',
    declined: 'Refusée le {time}',
    void: 'Ce qui a été délivré par elle à partir du {time} est nul',
  },
  lapses: {
    offered: 'n’a pas été acceptée',
    declined: 'a été refusée',
    suspended: 'est suspendue',
    withdrawn: 'est retirée',
    notYetValid: 'n’a pas commencé',
    expired: 'a expiré',
    delegationExceeded: 'ne descend pas d’autant de niveaux',
    brokenPath: 'a un chemin endommagé',
  },
  answer: {
    yes: 'Oui',
    no: 'Non',
    cannotTell: 'Impossible à dire',
    at: 'Le {time}',
    now: 'Au dernier bloc final, le {time}',
    nowOpen: 'Au dernier bloc final',
    by:
      'L’établissement {institution} était accrédité pour le type {type}, par ' +
      'l’accréditation {n}.',
    noDay: 'Indiquez un jour.',
  },
  objections: {
    notRegistered: 'L’établissement {institution} n’était pas inscrit.',
    institutionSuspended: 'L’établissement {institution} était suspendu, depuis le {at}.',
    institutionClosed: 'L’établissement {institution} était fermé, depuis le {at}.',
    typeNotRegistered: 'Le type {type} n’était pas inscrit.',
    typeRetired: 'Le type {type} était retiré, depuis le {at}.',
    noGrant: 'L’établissement {institution} n’avait reçu aucune accréditation.',
    notYetOffered: 'Accréditation {n} : {by} n’avait pas encore été offerte.',
    notAccepted: 'Accréditation {n} : {by} n’avait pas été acceptée.',
    declined: 'Accréditation {n} : {by} a été refusée le {at}.',
    suspended: 'Accréditation {n} : {by} était suspendue, depuis le {at}.',
    withdrawn: 'Accréditation {n} : {by} a été retirée le {at}.',
    notYetValid: 'Accréditation {n} : {by} commence le {at}.',
    expired: 'Accréditation {n} : {by} a pris fin le {at}.',
    delegationExceeded: 'Accréditation {n} : {by} ne descend pas d’autant de niveaux.',
    noRightToIssue: 'Accréditation {n} : elle ne comprend pas le droit de délivrer.',
    typeOutOfScope: 'Accréditation {n} : elle ne couvre pas le type {type}.',
  },
  doubts: {
    notYet: 'le moment est dans l’avenir, et nul ne sait ce qui sera décidé d’ici là',
    noDay: 'ce n’est pas un jour ou pas une heure',
    otherBlock: 'le nœud a répondu d’un autre bloc que celui qui était demandé',
    otherTime:
      'le nœud montre un autre moment que celui qui était demandé : interrogez un autre nœud',
    notFinalYet:
      'aucun bloc final n’est connu après ce moment : demandez plus tard, ou à un autre nœud',
  },
};
