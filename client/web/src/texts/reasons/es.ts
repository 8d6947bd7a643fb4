// SPDX-License-Identifier: Apache-2.0

// The sentences for reasons in Spanish.

import type { Reasons } from './words';

export const reasons: Reasons = {
  notAnchored:
    'la institución que nombra no tiene inscrita ninguna credencial así en este lugar del ' +
    'registro',
  revoked: 'la institución la ha revocado',
  'revoked.unspecified': 'la institución la ha revocado sin indicar el motivo',
  'revoked.issuedInError': 'la institución la ha revocado porque se expidió por error',
  'revoked.misconduct': 'la institución la ha revocado por conducta indebida',
  'revoked.learnerRequest': 'la institución la ha revocado porque lo pidió el o la estudiante',
  'revoked.requirementsNotMet':
    'la institución la ha revocado porque no se cumplían sus requisitos',
  'revoked.keyCompromise':
    'la institución la ha revocado porque la clave que la firmó estaba comprometida',
  suspended: 'la institución la ha suspendido: pregúntele si eso terminará',
  superseded: 'otra credencial ha ocupado su lugar: pida esa otra',
  expired: 'su validez ha terminado',
  notYetValid: 'según sus propios datos, todavía no es válida',
  validityUnknown:
    'una fecha de su validez no se puede leer, así que nadie sabe si es válida: pida otro archivo ' +
    'a la institución',
  voided:
    'la acreditación con la que se expidió fue retirada para ese tiempo, como si nunca se ' +
    'hubiera concedido',
  keyNotAuthorized:
    'la clave que la firmó no era una de las claves de la institución cuando se expidió',
  keyCompromised:
    'la clave que la firmó pudo estar en manos de otros cuando se expidió, así que nadie sabe ' +
    'quién la firmó',
  notSigned: 'no está firmada',
  signature: 'la firma no le corresponde: se ha modificado, o la firmó otra persona',
  otherIssuer: 'nombra a otra institución que aquella con la que consta en el registro',
  issuerMissing: 'no nombra a nadie que la hubiera expedido',
  unknownSuites:
    'está firmada de una manera que esta página no conoce: pida que la actualice quien se ' +
    'encarga de esta página',
  noBundle:
    'ningún paquete de prueba la acompaña, así que sin un nodo no hay nada probado: pregunte a ' +
    'un nodo o pida el paquete de prueba',
  noAnchor: 'no dice dónde está inscrita en el registro: pida el archivo tal como se expidió',
  saltMissing:
    'no es de este registro, cuyas credenciales llevan una sal: pida el archivo tal como se ' +
    'expidió',
  keyUnknown:
    'nada dice qué clave la firmó: pregunte a un nodo, o suelte junto a ella el archivo de ' +
    'claves que publica la institución',
  keyNotProven: 'la clave que se entregó para ella no es la del registro: pregunte a otro nodo',
  keyNotCovered: 'la prueba no abarca la clave que la firmó: pregunte a un nodo',
  noCredential: 'en este archivo no hay ninguna credencial: pida el archivo tal como se expidió',
  damagedFile: 'el archivo está dañado: pida que se lo envíen otra vez como adjunto',
  unreadable: 'el navegador no ha podido leer el archivo: elíjalo otra vez',
  notUtf8:
    'el archivo no es ni un texto ni otro archivo que se lea aquí: pida el archivo tal como se ' +
    'expidió',
  notJson: 'el archivo no es JSON, o no del todo: pida que se lo envíen otra vez como adjunto',
  notObject: 'en este archivo no hay ninguna credencial: pida el archivo tal como se expidió',
  duplicateMember:
    'en el archivo un dato aparece dos veces, y cada programa muestra uno distinto: pida el ' +
    'archivo tal como se expidió',
  malformed:
    'algo en el archivo o junto a él no tiene la forma debida: pida que se lo envíen otra vez',
  otherFile:
    'un archivo que lo acompaña no es de la clase que indica su nombre: pida el paquete de ' +
    'prueba',
  otherDocument:
    'el lugar que indica no es el suyo: o se ha modificado, o esa indicación pertenece a otra ' +
    'credencial',
  anchorsDiffer:
    'dos archivos llevan a lugares distintos del registro: uno pertenece a otra credencial, o ' +
    'se ha modificado',
  reference:
    'esto es una referencia a una credencial y no la credencial: pida el archivo de la ' +
    'credencial',
  unknownVersion:
    'el archivo tiene una forma más nueva que las que conoce esta página: pida que la ' +
    'actualice quien se encarga de esta página',
  severalCredentials:
    'la imagen contiene varias credenciales donde solo puede haber una: pida cada una en un ' +
    'archivo propio',
  olderBadge:
    'es una insignia de Open Badges 2.0 o anterior, que solo confirma el sitio web de su ' +
    'emisor: pida una Open Badge 3.0',
  encrypted: 'el archivo está cifrado: pídalo sin contraseña',
  notSupported: 'el archivo usa algo que aquí no se lee: pida la credencial como archivo JSON',
  nested: 'el archivo está en un archivo comprimido dentro de otro: sáquelo de ahí',
  tooLarge: 'algo es mayor que todo lo que se lee aquí: pida menos a la vez',
  tooMany: 'el archivo tiene demasiadas partes: pida varios archivos',
  tooMuch:
    'las credenciales de este archivo son demasiado grandes en conjunto: repártalas en varios ' +
    'archivos',
  tooComplex: 'el archivo es más complejo de lo necesario: pida la credencial como archivo JSON',
  unknownSet:
    'esta página no conoce a los validadores que votaron por la prueba: pregunte a un nodo',
  tooOld: 'la prueba es demasiado antigua: pida a un nodo una reciente',
  forged: 'la prueba no es auténtica: pida una a otra persona',
  incomplete: 'la prueba no abarca lo que se pregunta: pregunte a un nodo',
  otherChain: 'el nodo o la prueba pertenece a otra cadena',
  inTheFuture:
    'la prueba es posterior al reloj de este dispositivo: ponga el reloj en hora, pues con uno ' +
    'equivocado no se sabe la antigüedad',
  runtimeNotUnderstood:
    'las reglas de la cadena son más nuevas que las que conoce esta página: pida que la ' +
    'actualice quien se encarga de esta página',
  upgradePending:
    'la cadena estaba cambiando de reglas en ese bloque: pregunte otra vez a un nodo dentro de ' +
    'un minuto',
  damaged: 'el propio registro está dañado en este lugar: comuníquelo al consorcio',
  unreachable: 'no se puede acceder al nodo: compruebe la red o pregunte a otro nodo',
  lost: 'se ha perdido la conexión con el nodo: pregunte otra vez',
  timedOut: 'el nodo no ha respondido a tiempo: pregunte otra vez, o a otro nodo',
  notUnderstood: 'la respuesta del nodo no se entiende: pregunte a otro nodo',
  nodeCannotTell: 'el nodo no puede decirlo: pregunte más tarde, o a otro nodo',
  tookTooLong:
    'la comprobación tardó demasiado y se detuvo: pida la credencial como archivo JSON',
  checkFailed:
    'la comprobación ha fallado, lo que ningún archivo debería causar: comuníquelo a quien se ' +
    'encarga de esta página',
  notPresented:
    'usted indicó un desafío o un dominio, y nadie la presenta para ello: pida una presentación',
  otherChallenge: 'la presentación se hizo para otro desafío',
  otherDomain: 'la presentación se hizo para otro dominio',
  challengeNotStated:
    'sin el desafío que usted dio, la presentación no muestra nada: indíquelo arriba',
  domainNotStated:
    'la presentación se hizo para un dominio determinado: indique arriba el suyo para que se ' +
    'compare',
  otherPurpose: 'la firma de la presentación se hizo con otro fin',
  otherKey: 'la presentación está firmada con la clave de otra persona',
  presentationChanged: 'la presentación se modificó después de firmarse, o la firmó otra persona',
  holderMissing: 'la presentación no dice quién la hace',
  holderIsAnother:
    'una credencial de la presentación nombra a una persona distinta de la que la presenta',
  holderNotNamed:
    'una credencial de la presentación no nombra la clave de la persona que la presenta: ' +
    'compare el nombre que lleva con la persona que tiene delante',
  noCredentials: 'en la presentación no hay ninguna credencial',
};
