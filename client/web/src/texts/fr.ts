// SPDX-License-Identifier: Apache-2.0

// The texts of the page in French.

import { reasons } from './reasons/fr';
import type { Translated } from './texts';

export const fr: Translated = {
  direction: 'ltr',
  language: 'Français',
  title: 'Que vaut cette attestation ?',
  lead:
    'Déposez ici le fichier d’un certificat ou d’un badge. Il est vérifié dans votre propre ' +
    'navigateur : aucun fichier ne quitte cet appareil.',
  choose: {
    heading: 'Vos fichiers',
    drop: 'Déposez ici des fichiers ou un dossier',
    files: 'Choisir des fichiers',
    folder: 'Choisir un dossier',
    kinds: 'JSON, PDF, PNG, SVG ou ZIP, accompagnés d’un paquet de preuve si vous en avez un.',
    paste: 'Ou coller le texte d’une attestation',
    pasteLabel: 'Texte de l’attestation',
    check: 'Vérifier ce texte',
    presented: 'Avez-vous demandé une présentation ?',
    presentedNote:
      'Indiquez ce que vous avez demandé, puis choisissez le fichier : il montre qui vous ' +
      'présente les attestations.',
    challenge: 'Défi, un texte que vous n’avez jamais utilisé auparavant',
    domain: 'Domaine, le nom de votre site web',
  },
  scan: {
    camera: 'Scanner un code avec la caméra',
    picture: 'Choisir une image d’un code',
    note:
      'L’image de la caméra reste dans cet onglet, et la caméra s’arrête d’elle-même. Un code ' +
      'sur un certificat dit où il est inscrit au registre ; seul son fichier montre ce qu’il ' +
      'vaut.',
    stop: 'Arrêter la caméra',
    video: 'Image de la caméra',
    looking: 'Tenez le code devant la caméra…',
    noCode:
      'Aucun code n’a été trouvé dans cette image : prenez-en une qui montre tout le code, net ' +
      'et droit.',
    link:
      'Le code est un lien vers {host}, que cette page n’ouvre pas, et ne contient aucune ' +
      'attestation : demandez le fichier.',
    noCredential: 'Le code contient autre chose qu’une attestation : demandez le fichier.',
    stopped: {
      insecure:
        'Les navigateurs ne donnent une caméra qu’à une page ouverte par https, depuis le ' +
        'disque ou depuis cet appareil même : choisissez une image du code.',
      refused:
        'Le navigateur ne donne pas de caméra à cette page : autorisez-la dans ses réglages, ' +
        'ou choisissez une image du code.',
      none: 'Il n’y a pas de caméra : choisissez une image du code.',
      busy:
        'La caméra n’a pas pu démarrer : fermez les autres programmes qui l’utilisent, ou ' +
        'choisissez une image du code.',
      ended: 'La caméra s’est arrêtée.',
      hidden: 'La caméra a été arrêtée quand cette page a été masquée.',
      notFound: 'La caméra a été arrêtée : aucun code n’a été trouvé.',
      failed: 'La caméra a été arrêtée : ses images n’ont pas pu être vérifiées.',
      stopped: 'La caméra a été arrêtée.',
    },
  },
  languageLabel: 'Langue',
  clear: 'Recommencer',
  progress: {
    one: '{n} fichier vérifié',
    many: '{n} de fichiers vérifiés',
    other: '{n} fichiers vérifiés',
  },
  checking: 'Vérification en cours…',
  counted: { one: '{n} réponse', many: '{n} de réponses', other: '{n} réponses' },
  tooMany: {
    one: 'Plus de {n} fichier : choisissez-en moins à la fois.',
    many: 'Plus de {n} de fichiers : choisissez-en moins à la fois.',
    other: 'Plus de {n} fichiers : choisissez-en moins à la fois.',
  },
  nothing: 'Il n’y avait aucun fichier dans ce que vous avez déposé.',
  failed:
    'L’opération a échoué, et rien n’est affiché ({why}). Remettez les fichiers encore une fois.',
  folderFailed:
    'Le dossier {name} n’a pas pu être lu. Choisissez-le avec le bouton, ou déposez ses ' +
    'fichiers.',
  keysTaken:
    'Les clés ont été reprises. Elles servent pour tous les fichiers jusqu’à ce que vous ' +
    'recommenciez.',
  keysFrom: 'Repris comme clés : {files}.',
  noTrust:
    'Cette page n’est pas configurée : sa configuration ne dit pas à quels validateurs se ' +
    'fier, elle ne peut donc rien conclure.',
  badTrust: 'Cette page est mal configurée : sa configuration a été refusée ({why}).',
  noChecks:
    'Les vérifications n’ont pas pu être chargées, cette page ne peut donc rien conclure : {why}',
  conclusion: {
    valid: {
      word: 'Valide',
      sentence:
        'L’établissement l’a signée, elle est inscrite au registre, et elle était en vigueur ' +
        'au moment indiqué ci-dessous.',
    },
    invalid: { word: 'Non valide', sentence: 'Des éléments s’y opposent :' },
    cannotTell: {
      word: 'Impossible de conclure',
      sentence:
        'Il manque une information. Cela ne dit rien de la personne qui vous l’a montrée : ' +
        'demandez ce qui manque.',
    },
  },
  presented: 'Ceci indique qui présente les attestations, et non ce qu’elles valent.',
  sections: {
    reasons: 'Raisons',
    madeFor: 'Ce pour quoi elle devait être faite',
    earned: 'Ce qui a été obtenu',
    issuer: 'Qui l’a délivrée',
    path: 'En vertu de quelle accréditation',
    moment: 'À quel moment',
    others: 'Ce que montrent d’autres sources',
    picture: 'L’image contenue dans le fichier',
  },
  madeFor: {
    challenge: 'Défi que vous avez indiqué',
    domain: 'Domaine que vous avez indiqué',
    none: 'aucun',
  },
  unconfirmed: 'Le fichier le dit, et rien ne le confirme.',
  earned: {
    name: 'Acquis',
    learner: 'Apprenant(e)',
    description: 'Description',
    criteria: 'Conditions d’obtention',
    level: 'Niveau',
    levelValue: 'niveau {n} du CEC',
    workload: 'Charge de travail',
    levelOnRecord: 'Niveau de ce type, au registre',
    workloadOnRecord: 'Charge de travail de ce type, au registre',
    outcomes: 'Acquis d’apprentissage',
    awarded: 'Décernée le',
    validUntil: 'Valable jusqu’au',
  },
  issuer: {
    name: 'Nom au registre',
    country: 'Pays',
    number: 'Numéro au registre',
    issuedAt: 'Inscrite au registre le',
    again: 'Délivrée de nouveau par l’établissement {n}, son dépositaire',
    stated: 'Nom dans le fichier, qui n’est pas comparé',
  },
  path: {
    council: 'Conseil du consortium',
    institution: 'Établissement {n}',
    accreditation: 'accréditation {n}, {state}',
    then: 'Lors de la délivrance, {day}',
    now: 'Au moment indiqué',
    inForce: 'en vigueur',
    notInForce: 'pas en vigueur',
    credential: 'Cette attestation',
    states: {
      offered: 'proposée',
      declined: 'déclinée',
      active: 'active',
      suspended: 'suspendue',
      withdrawn: 'retirée',
    },
  },
  moment: {
    block: 'Bloc finalisé {n} du {time}, il y a {age}.',
    bundle:
      'Prouvé par le paquet de preuve joint au fichier. Aucun réseau n’a été utilisé. Il ne ' +
      'montre pas ce qui s’est passé depuis.',
    node:
      'Prouvé par une réponse de {node}, qui a été vérifiée ici et à laquelle il n’a pas fallu ' +
      'se fier.',
    file: 'C’est le fichier lui-même qui le montre. Aucun bloc n’a été nécessaire.',
    none: 'Rien n’est prouvé.',
    bundleName: 'Le paquet de preuve joint au fichier',
  },
  ask: {
    button: 'Demander une preuve récente à un nœud',
    all: 'Interroger un nœud sur toutes',
    node: 'Nœud',
    privacy:
      'Le nœud apprend que quelqu’un s’enquiert d’une place au registre, et depuis quelle ' +
      'adresse. Aucun nom ni rien d’autre du fichier n’est envoyé.',
    asking: 'Interrogation de {node}…',
  },
  notJudged:
    'Ce fichier {kind} contient l’attestation. Ce qu’il affiche lui-même n’a pas été comparé ' +
    'avec elle : fiez-vous à ce qui est écrit ici.',
  table: {
    caption: 'Réponses pour tous les fichiers',
    file: 'Fichier',
    answer: 'Réponse',
    issuer: 'Établissement au registre',
    achievement: 'Acquis',
    asOf: 'Moment',
    reasons: 'Raisons',
    filter: 'Afficher',
    all: 'tout',
    search: 'Rechercher',
    sort: 'Trier par {column}',
    more:
      'sur {n} ; filtrez ou recherchez pour voir les autres. Toutes sont enregistrées en CSV.',
    csv: 'Enregistrer en CSV',
    print: 'Imprimer',
    shown: {
      one: '{n} ligne affichée',
      many: '{n} de lignes affichées',
      other: '{n} lignes affichées',
    },
  },
  back: 'Retour au tableau',
  reasons,
  footer:
    'Exploité par {name}. Aucun cookie, aucune statistique, aucune requête à qui que ce soit ' +
    'sans que vous la demandiez.',
};
