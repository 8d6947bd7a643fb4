// SPDX-License-Identifier: Apache-2.0

// The texts of the view Show in Spanish.

import type { ShowTexts } from './texts';

export const es: ShowTexts = {
  views: { label: 'Vistas', verify: 'Verificar', show: 'Mostrar las mías' },
  title: 'Muestre lo que ha obtenido',
  lead:
    'Abra sus propias credenciales y elija qué presenta y a quién. Ningún archivo sale de este ' +
    'dispositivo, y no se guarda nada si usted no lo pide.',
  open: {
    heading: 'Sus archivos',
    drop: 'Suelte aquí sus credenciales y el archivo de su clave',
    files: 'Elegir mis archivos',
    kinds: 'Credenciales en JSON, PDF, PNG o SVG, el archivo de una clave, o un ZIP de todo ello.',
    opening: 'Abriendo…',
    opened: 'Abierto: {names}',
    nothing: 'No había ningún archivo en lo que soltó.',
  },
  cards: {
    heading: 'Sus credenciales',
    none: 'Ninguna está abierta.',
    notChecked:
      'Esto dicen sus archivos. La vista «Verificar» indica si un verificador los acepta.',
    damaged: 'Esta credencial fue modificada o dañada, y ningún verificador la acepta:',
    issuer: 'Emisor, según el archivo: {issuer}',
    untitled: 'Credencial sin título',
    details: 'Lo que se obtuvo',
    choose: 'Presentar esta',
    picture: 'La imagen en el archivo',
    code: 'Código (QR)',
    codeName: 'Código con la referencia de esta credencial',
    codeNote:
      'Un verificador encuentra su credencial por este código. El código no la contiene: quien ' +
      'deba leerla necesita su archivo.',
    codeSave: 'Guardar el código',
    noCode: 'Esta credencial no tiene código: no nombra ningún lugar del registro.',
    link: 'Enlace',
    linkName: 'Enlace que contiene esta credencial',
    linkNote:
      'Quien tenga este enlace puede leer toda la credencial. Su navegador no envía a nadie lo ' +
      'que sigue a la #.',
    linkOnDisk:
      'Esta página está abierta desde su disco, al que nadie más llega, así que no hace enlaces.',
    copy: 'Copiar el enlace',
    copied: 'El enlace está copiado.',
    file: 'Guardar solo la credencial',
    remove: 'Cerrar {title}',
    print: 'Imprimir las elegidas',
    printed:
      'Este papel no prueba nada por sí mismo. El código lleva al registro; pida el archivo para ' +
      'verificarla.',
  },
  key: {
    heading: 'Su clave',
    none: 'No hay ninguna clave abierta. Con una clave demuestra que una credencial es suya.',
    own: 'La clave de {file} es la de:',
    note:
      'Este nombre no es secreto. Su institución lo escribe en sus credenciales. Compruebe que es ' +
      'el suyo: quien pueda cambiar el archivo puede poner otra clave en su lugar.',
    make: 'Crear una clave',
    makeNote: 'Créela antes de pedir una credencial, porque la credencial la nombra.',
    restore: 'Crearla de nuevo con la frase de recuperación',
    phrase: 'Frase de recuperación, 12 palabras',
    password: 'Nueva contraseña del archivo',
    again: 'La misma contraseña otra vez',
    passwordNote:
      'Al menos 8 caracteres; seis palabras al azar resisten a quien robe el archivo. No se guarda ' +
      'en ninguna parte: sin ella solo sirve la frase de recuperación.',
    makeButton: 'Crear la clave',
    restoreButton: 'Crear la clave de nuevo',
    working: 'Cifrando, tarda unos segundos…',
    made: 'La clave está creada. Guarde su archivo.',
    words: 'Frase de recuperación',
    wordsNote:
      'Escriba ahora estas palabras en papel. Vuelven a crear la clave, para usted y para quien las ' +
      'tenga. Solo se muestran esta vez y no están en ningún archivo.',
    written: 'Las he escrito',
    save: 'Guardar el archivo de la clave',
  },
  present: {
    heading: 'Presentar',
    lead:
      'Una presentación demuestra a un solo verificador que las credenciales son suyas. Pídale ' +
      'ambos textos y compruebe que el dominio es el de quien usted quiere.',
    challenge: 'Desafío (challenge) que le dio el verificador',
    domain: 'Dominio del verificador, como hr.example.com',
    password: 'Contraseña de su clave',
    sign: 'Firmar y guardar la presentación',
    signing: 'Firmando, tarda unos segundos…',
    signed: '{file} está firmado para {domain}. No lo envíe a nadie más.',
    otherLearner: '{title} nombra a otra persona, así que el verificador puede no aceptarla.',
    unnamed:
      '{title} no nombra su clave: el verificador tiene que ver de otro modo que es de usted.',
    noAnchor: '{title} no lleva ancla, así que el verificador no puede encontrarla en el registro.',
    onlyFor: 'No sirve para otro desafío ni para otro dominio.',
  },
  keep: {
    heading: 'Conservar',
    nothing: 'No hay nada guardado en este navegador.',
    fromDisk:
      'Una página abierta desde su disco no guarda nada, porque otras páginas del disco podrían ' +
      'leerlo. Guarde sus archivos.',
    impossible: 'Este navegador no deja que esta página guarde nada. Guarde sus archivos.',
    keep: 'Conservar estos archivos en este navegador',
    keepNote:
      'Quien use este navegador podrá leer sus credenciales sin contraseña. Su clave sigue cifrada. ' +
      'No conserve nada en un dispositivo que comparta.',
    kept: 'Los archivos se conservan.',
    stored: 'Guardado en este navegador, y en ninguna otra parte:',
    erase: 'Borrar todo lo guardado',
    erased:
      'Todo lo guardado está borrado. Lo que está abierto sigue abierto hasta que deje esta página.',
    export: 'Guardar todo en un ZIP',
    exported: '{file} está guardado. Ábralo aquí o con otro programa.',
    pdf: 'Un certificado en PDF y una insignia se hacen con la orden «testamur export».',
  },
  refused: {
    wrongPassword:
      'La contraseña no abre la clave. Inténtelo otra vez; si está seguro de ella, use otra copia ' +
      'del archivo, porque un archivo dañado se ve igual.',
    shortPassword: 'La contraseña tiene menos de 8 caracteres. Elija una más larga.',
    passwordUnfit: 'Esto no puede ser una contraseña ({why}).',
    differentPasswords: 'Las dos contraseñas no son iguales. Escríbalas otra vez.',
    phraseWrong: 'Estas no son las palabras de una frase de recuperación ({why}).',
    otherScheme: '{file} tiene una clave de otra clase, que no firma presentaciones ({why}).',
    keyUnread: 'El archivo de la clave no se puede usar ({why}).',
    archiveUnread: '{file} no se puede descomprimir ({why}).',
    noCredential: '{file} no contiene ninguna credencial ({why}).',
    noKey: 'No hay ninguna clave abierta. Elija el archivo de su clave o cree una.',
    noCredentials: 'No ha elegido ninguna credencial. Elija al menos una.',
    audience: 'Indique el desafío y el dominio que le dio el verificador ({why}).',
    tooLarge: '{file} tiene más de 32 MiB y no se abrió.',
    tooMany: 'Más de {n} archivos: elija menos a la vez.',
    unreadable: 'El navegador no pudo leer {file}. Elíjalo otra vez.',
    failed: 'Esto falló y no se hizo nada ({why}).',
    notStored: 'El navegador no guardó los archivos ({why}).',
  },
};
