// SPDX-License-Identifier: Apache-2.0

// The texts of the view Show in French.

import type { ShowTexts } from './texts';

export const fr: ShowTexts = {
  views: { label: 'Vues', verify: 'Vérifier', show: 'Montrer les miens' },
  title: 'Montrez ce que vous avez obtenu',
  lead:
    'Ouvrez vos propres attestations et choisissez ce que vous présentez, et à qui. Aucun fichier ' +
    'ne quitte cet appareil, et rien n’est enregistré sans que vous le demandiez.',
  open: {
    heading: 'Vos fichiers',
    drop: 'Déposez ici vos attestations et le fichier de votre clé',
    files: 'Choisir mes fichiers',
    kinds: 'Attestations en JSON, PDF, PNG ou SVG, le fichier d’une clé, ou un ZIP de tout cela.',
    opening: 'Ouverture…',
    opened: 'Ouvert : {names}',
    nothing: 'Il n’y avait aucun fichier dans ce que vous avez déposé.',
  },
  cards: {
    heading: 'Vos attestations',
    none: 'Aucune n’est ouverte.',
    notChecked:
      'Voici ce que disent vos fichiers. La vue « Vérifier » dit si un vérificateur les accepte.',
    damaged: 'Cette attestation a été modifiée ou endommagée, et aucun vérificateur ne l’accepte :',
    issuer: 'Émetteur, selon le fichier : {issuer}',
    untitled: 'Attestation sans titre',
    details: 'Ce qui a été obtenu',
    choose: 'Présenter celle-ci',
    picture: 'L’image dans le fichier',
    code: 'Code (QR)',
    codeName: 'Code avec la référence de cette attestation',
    codeNote:
      'Un vérificateur retrouve votre attestation par ce code. Le code ne la contient pas : qui ' +
      'doit la lire a besoin de votre fichier.',
    codeSave: 'Enregistrer le code',
    noCode: 'Cette attestation n’a pas de code : elle ne nomme aucune place dans le registre.',
    link: 'Lien',
    linkName: 'Lien qui contient cette attestation',
    linkNote:
      'Quiconque a ce lien peut lire toute l’attestation. Votre navigateur n’envoie à personne ce ' +
      'qui suit le #.',
    linkOnDisk:
      'Cette page est ouverte depuis votre disque, où personne d’autre ne l’atteint : elle ne fait ' +
      'donc pas de lien.',
    copy: 'Copier le lien',
    copied: 'Le lien est copié.',
    file: 'Enregistrer l’attestation seule',
    remove: 'Fermer {title}',
    print: 'Imprimer les choisies',
    printed:
      'Ce papier ne prouve rien à lui seul. Le code mène au registre ; demandez le fichier pour ' +
      'vérifier.',
  },
  key: {
    heading: 'Votre clé',
    none: 'Aucune clé n’est ouverte. Une clé montre qu’une attestation est la vôtre.',
    own: 'La clé de {file} est celle de :',
    note:
      'Ce nom n’est pas un secret. Votre établissement l’écrit dans vos attestations. Vérifiez que ' +
      'c’est le vôtre : qui peut modifier le fichier peut y mettre une autre clé.',
    make: 'Créer une clé',
    makeNote: 'Créez-la avant de demander une attestation, puisque l’attestation la nomme.',
    restore: 'La recréer à partir de la phrase de récupération',
    phrase: 'Phrase de récupération, 12 mots',
    password: 'Nouveau mot de passe du fichier',
    again: 'Le même mot de passe encore une fois',
    passwordNote:
      'Au moins 8 caractères ; six mots au hasard résistent à un voleur du fichier. Il n’est gardé ' +
      'nulle part : sans lui, seule la phrase de récupération aide.',
    makeButton: 'Créer la clé',
    restoreButton: 'Recréer la clé',
    working: 'Chiffrement en cours, quelques secondes…',
    made: 'La clé est créée. Enregistrez son fichier.',
    words: 'Phrase de récupération',
    wordsNote:
      'Écrivez ces mots sur papier maintenant. Ils recréent la clé, pour vous et pour quiconque les ' +
      'a. Ils ne sont montrés que cette fois et ne sont dans aucun fichier.',
    written: 'Je les ai écrits',
    save: 'Enregistrer le fichier de la clé',
  },
  present: {
    heading: 'Présenter',
    lead:
      'Une présentation montre à un seul vérificateur que les attestations sont les vôtres. ' +
      'Demandez-lui les deux textes, et vérifiez que le domaine est celui de qui vous pensez.',
    challenge: 'Défi (challenge) que le vérificateur vous a donné',
    domain: 'Domaine du vérificateur, par exemple hr.example.com',
    password: 'Mot de passe de votre clé',
    sign: 'Signer et enregistrer la présentation',
    signing: 'Signature en cours, quelques secondes…',
    signed: '{file} est signé pour {domain}. Ne l’envoyez à personne d’autre.',
    otherLearner: '{title} nomme une autre personne que vous : le vérificateur peut la refuser.',
    unnamed:
      '{title} ne nomme pas votre clé : le vérificateur doit voir autrement que cette attestation ' +
      'est la vôtre.',
    noAnchor: '{title} ne porte pas d’ancre : le vérificateur ne peut pas la retrouver.',
    onlyFor: 'Elle ne sert à rien pour un autre défi ou un autre domaine.',
  },
  keep: {
    heading: 'Garder',
    nothing: 'Rien n’est enregistré dans ce navigateur.',
    fromDisk:
      'Une page ouverte depuis votre disque n’enregistre rien, car d’autres pages du disque ' +
      'pourraient le lire. Enregistrez plutôt vos fichiers.',
    impossible:
      'Ce navigateur ne laisse pas cette page enregistrer. Enregistrez plutôt vos fichiers.',
    keep: 'Garder ces fichiers dans ce navigateur',
    keepNote:
      'Quiconque utilise ce navigateur pourra lire vos attestations sans mot de passe. Votre clé ' +
      'reste chiffrée. Ne gardez rien sur un appareil que vous partagez.',
    kept: 'Les fichiers sont gardés.',
    stored: 'Enregistré dans ce navigateur, et nulle part ailleurs :',
    erase: 'Effacer tout ce qui est enregistré',
    erased:
      'Tout ce qui était enregistré est effacé. Ce qui est ouvert le reste jusqu’à ce que vous ' +
      'quittiez cette page.',
    export: 'Tout enregistrer en un ZIP',
    exported: '{file} est enregistré. Ouvrez-le ici ou avec un autre programme.',
    pdf: 'Un certificat PDF et un badge se font avec la commande « testamur export ».',
  },
  refused: {
    wrongPassword:
      'Le mot de passe n’ouvre pas la clé. Réessayez ; si vous en êtes sûr, prenez une autre copie ' +
      'du fichier, car un fichier endommagé se présente de la même façon.',
    shortPassword: 'Le mot de passe a moins de 8 caractères. Choisissez-en un plus long.',
    passwordUnfit: 'Cela ne peut pas être un mot de passe ({why}).',
    differentPasswords: 'Les deux mots de passe diffèrent. Saisissez-les de nouveau.',
    phraseWrong: 'Ce ne sont pas les mots d’une phrase de récupération ({why}).',
    otherScheme: '{file} a une clé d’une autre sorte, qui ne signe aucune présentation ({why}).',
    keyUnread: 'Le fichier de la clé est inutilisable ({why}).',
    archiveUnread: '{file} ne peut pas être décompressé ({why}).',
    noCredential: '{file} ne contient aucune attestation ({why}).',
    noKey: 'Aucune clé n’est ouverte. Choisissez le fichier de votre clé, ou créez-en une.',
    noCredentials: 'Aucune attestation n’est choisie. Choisissez-en au moins une.',
    audience: 'Indiquez le défi et le domaine que le vérificateur vous a donnés ({why}).',
    tooLarge: '{file} a plus de 32 Mio et n’a pas été ouvert.',
    tooMany: 'Plus de {n} fichiers : choisissez-en moins à la fois.',
    unreadable: 'Le navigateur n’a pas pu lire {file}. Choisissez-le de nouveau.',
    failed: 'Cela a échoué, et rien n’a été fait ({why}).',
    notStored: 'Le navigateur n’a pas enregistré les fichiers ({why}).',
  },
};
