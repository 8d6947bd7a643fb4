// SPDX-License-Identifier: Apache-2.0

// The texts of the page in Spanish.

import { reasons } from './reasons/es';
import type { Translated } from './texts';

export const es: Translated = {
  direction: 'ltr',
  language: 'Español',
  title: '¿Qué valor tiene esta credencial?',
  lead:
    'Suelte aquí el archivo de un certificado o de una insignia. Se comprueba en su propio ' +
    'navegador: ningún archivo sale de este dispositivo.',
  choose: {
    heading: 'Sus archivos',
    drop: 'Suelte aquí archivos o una carpeta',
    files: 'Elegir archivos',
    folder: 'Elegir una carpeta',
    kinds: 'JSON, PDF, PNG, SVG o ZIP, junto con un paquete de prueba si lo tiene.',
    paste: 'O pegar el texto de una credencial',
    pasteLabel: 'Texto de la credencial',
    check: 'Comprobar este texto',
    presented: '¿Ha pedido una presentación?',
    presentedNote:
      'Indique lo que pidió y elija después el archivo: este muestra quién le presenta las ' +
      'credenciales.',
    challenge: 'Desafío, un texto que no haya usado nunca',
    domain: 'Dominio, el nombre de su sitio web',
  },
  scan: {
    camera: 'Escanear un código con la cámara',
    picture: 'Elegir una imagen de un código',
    note:
      'La imagen de la cámara no sale de esta pestaña, y la cámara se apaga sola. Un código en ' +
      'un certificado dice dónde está inscrito; solo su archivo muestra qué valor tiene.',
    stop: 'Apagar la cámara',
    video: 'Imagen de la cámara',
    looking: 'Sostenga el código ante la cámara…',
    noCode:
      'No se ha encontrado ningún código en esta imagen: use una que muestre todo el código, ' +
      'nítido y recto.',
    link:
      'El código es un enlace a {host}, que esta página no abre, y no contiene ninguna ' +
      'credencial: pida el archivo.',
    noCredential: 'El código contiene algo que no es una credencial: pida el archivo.',
    stopped: {
      insecure:
        'Los navegadores solo dan una cámara a una página abierta por https, desde el disco o ' +
        'desde este mismo dispositivo: elija una imagen del código.',
      refused:
        'El navegador no da una cámara a esta página: permítalo en sus ajustes o elija una ' +
        'imagen del código.',
      none: 'No hay ninguna cámara: elija una imagen del código.',
      busy:
        'No se ha podido encender la cámara: cierre otros programas que la usen o elija una ' +
        'imagen del código.',
      ended: 'La cámara se ha apagado.',
      hidden: 'La cámara se apagó cuando esta página quedó oculta.',
      notFound: 'La cámara se ha apagado: no se ha encontrado ningún código.',
      failed: 'La cámara se ha apagado: no se han podido comprobar sus imágenes.',
      stopped: 'La cámara se ha apagado a petición suya.',
    },
  },
  languageLabel: 'Idioma',
  clear: 'Empezar de nuevo',
  progress: {
    one: '{n} archivo comprobado',
    many: '{n} de archivos comprobados',
    other: '{n} archivos comprobados',
  },
  checking: 'Comprobando…',
  counted: { one: '{n} respuesta', many: '{n} de respuestas', other: '{n} respuestas' },
  tooMany: {
    one: 'Más de {n} archivo: elija menos a la vez.',
    many: 'Más de {n} de archivos: elija menos a la vez.',
    other: 'Más de {n} archivos: elija menos a la vez.',
  },
  nothing: 'No había ningún archivo en lo que ha soltado.',
  failed: 'Esto ha fallado y no se muestra nada ({why}). Entregue los archivos otra vez.',
  folderFailed:
    'No se ha podido leer la carpeta {name}. Elíjala con el botón o suelte sus archivos.',
  keysTaken:
    'Se han tomado las claves. Sirven para todos los archivos hasta que empiece de nuevo.',
  keysFrom: 'Tomado como claves: {files}.',
  noTrust:
    'Esta página no está configurada: su configuración no dice en qué validadores se confía, ' +
    'así que no puede determinar nada.',
  badTrust: 'Esta página está mal configurada: su configuración ha sido rechazada ({why}).',
  noChecks:
    'No se han podido cargar las comprobaciones, así que esta página no puede determinar nada: ' +
    '{why}',
  conclusion: {
    valid: {
      word: 'Válida',
      sentence:
        'La institución la firmó, consta en el registro y estaba en vigor en el momento que se ' +
        'indica abajo.',
    },
    invalid: { word: 'No válida', sentence: 'Algo habla en su contra:' },
    cannotTell: {
      word: 'No se puede determinar',
      sentence:
        'Hay algo que no se sabe. Esto no dice nada de la persona que se la ha mostrado: pida ' +
        'lo que falta.',
    },
  },
  presented: 'Esto indica quién presenta las credenciales, no qué valor tienen.',
  sections: {
    reasons: 'Razones',
    madeFor: 'Para qué tenía que estar hecha',
    earned: 'Qué se ha obtenido',
    issuer: 'Quién la expidió',
    path: 'Con la acreditación de quién',
    moment: 'En qué momento',
    others: 'Lo que muestran otras fuentes',
    picture: 'La imagen del archivo',
  },
  madeFor: {
    challenge: 'Desafío que usted indicó',
    domain: 'Dominio que usted indicó',
    none: 'ninguno',
  },
  unconfirmed: 'Lo dice el archivo, y nada lo confirma.',
  earned: {
    name: 'Logro',
    learner: 'Estudiante',
    description: 'Descripción',
    criteria: 'Cómo se obtiene',
    level: 'Nivel',
    levelValue: 'nivel {n} del MEC',
    workload: 'Carga de trabajo',
    levelOnRecord: 'Nivel de este tipo, en el registro',
    workloadOnRecord: 'Carga de trabajo de este tipo, en el registro',
    outcomes: 'Resultados de aprendizaje',
    awarded: 'Otorgada el',
    validUntil: 'Válida hasta el',
  },
  issuer: {
    name: 'Nombre en el registro',
    country: 'País',
    number: 'Número en el registro',
    issuedAt: 'Inscrita en el registro el',
    again: 'Expedida de nuevo por la institución {n}, su depositaria',
    stated: 'Nombre en el archivo, que no se compara',
  },
  path: {
    council: 'Consejo del consorcio',
    institution: 'Institución {n}',
    accreditation: 'acreditación {n}, {state}',
    then: 'Cuando se expidió, {day}',
    now: 'En el momento indicado',
    inForce: 'en vigor',
    notInForce: 'no está en vigor',
    credential: 'Esta credencial',
    states: {
      offered: 'ofrecida',
      declined: 'rechazada',
      active: 'activa',
      suspended: 'suspendida',
      withdrawn: 'retirada',
    },
  },
  moment: {
    block: 'Bloque finalizado {n} del {time}, hace {age}.',
    bundle:
      'Probado por el paquete de prueba que acompaña al archivo. No se ha usado ninguna red. ' +
      'No muestra lo que haya ocurrido desde entonces.',
    node:
      'Probado por una respuesta de {node}, que se ha comprobado aquí y en la que no ha hecho ' +
      'falta confiar.',
    file: 'Lo muestra el propio archivo. No ha hecho falta ningún bloque.',
    none: 'No hay nada probado.',
    bundleName: 'El paquete de prueba que acompaña al archivo',
  },
  ask: {
    button: 'Pedir a un nodo una prueba reciente',
    all: 'Preguntar a un nodo por todas',
    node: 'Nodo',
    privacy:
      'El nodo se entera de que alguien pregunta por un lugar del registro y desde qué ' +
      'dirección. No se envía ningún nombre ni nada más del archivo.',
    asking: 'Preguntando a {node}…',
  },
  notJudged:
    'Este archivo {kind} contiene la credencial. Lo que muestra el propio archivo no se ha ' +
    'comparado con ella: créase lo que está escrito aquí.',
  table: {
    caption: 'Respuestas para todos los archivos',
    file: 'Archivo',
    answer: 'Respuesta',
    issuer: 'Institución en el registro',
    achievement: 'Logro',
    asOf: 'Momento',
    reasons: 'Razones',
    filter: 'Mostrar',
    all: 'todo',
    search: 'Buscar',
    sort: 'Ordenar por {column}',
    more: 'de {n}; filtre o busque para ver las demás. En el CSV se guardan todas.',
    csv: 'Guardar como CSV',
    print: 'Imprimir',
    shown: {
      one: '{n} fila mostrada',
      many: '{n} de filas mostradas',
      other: '{n} filas mostradas',
    },
  },
  back: 'Volver a la tabla',
  reasons,
  footer:
    'A cargo de {name}. Sin cookies, sin estadísticas y sin ninguna petición a nadie que usted ' +
    'no haya pedido.',
};
