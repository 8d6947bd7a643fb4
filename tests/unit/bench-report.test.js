// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { axisOf } from '../../bench/report/axis.js';
import { COLORS } from '../../bench/report/colors.js';
import { writeReport } from '../../bench/report/index.js';
import { reportOf } from '../../bench/report/markdown.js';
import { picturesOf } from '../../bench/report/pictures.js';
import { ratioOf, summaryOf } from '../../bench/report/ratio.js';
import { inWords, nameInWords, number, slug } from '../../bench/report/words.js';

const storage = {
  table: 'reads',
  id: 'storage',
  label: '`state_getStorage`; <WebSocket>',
  subject: '`state_getStorage`',
  series: '<WebSocket>',
  unit: '1/s',
  values: [10_000, 5_000, 20_000],
  details: { p50ms: 0.1, p95ms: 0.4, nodeCpuMicros: 51.26 },
};
const verify = {
  ...storage,
  id: 'verify',
  label: '`credentials_verify` | one & only; <WebSocket>',
  subject: '`credentials_verify` | one & only',
  values: [6_000, 2_000, 15_000],
  yardstick: 'storage',
  limit: 'one request at a time',
  details: { p50ms: 0.2, p95ms: 0.8 },
};
const size = {
  table: 'growth',
  id: 'size',
  label: 'a batch of one',
  unit: 'bytes',
  values: [123.456],
};
const rows = [storage, verify, size];
const results = {
  machine: { cpu: 'Some CPU', cores: 2, memoryGiB: 7.77, kernel: 'Linux 6.1', nodejs: 'v20.0.0' },
  commit: '0123abc',
  mode: 'quick',
  startedAt: '2026-03-01T00:00:00.000Z',
  seconds: 125.4,
  rows,
};

describe('ratios', () => {
  test('are taken run by run', () => {
    assert.deepEqual(ratioOf(verify, rows), { median: 0.6, least: 0.4, greatest: 0.75 });
    assert.deepEqual(summaryOf([3, 1, 2, 4]), { median: 2.5, least: 1, greatest: 4 });
  });

  test('count the runs that both have, and need a yardstick', () => {
    assert.equal(ratioOf({ ...verify, values: [6_000] }, rows).median, 0.6);
    assert.equal(ratioOf({ ...verify, values: [] }, rows), undefined);
    assert.equal(ratioOf(storage, rows), undefined);
    assert.equal(ratioOf({ ...verify, yardstick: 'another' }, rows), undefined);
  });
});

describe('words', () => {
  test('numbers have the digits that tell something', () => {
    const cases = [0, 0.000123456, 0.5, 1.239, 12.34, 99.96, 123.4, 1_234_567.8, NaN];
    assert.deepEqual(cases.map(number), [
      ...['0', '0.000123', '0.5', '1.24', '12.3', '100', '123', '1,234,568', '–'],
    ]);
  });

  test('names of details are read out with their units', () => {
    const cases = [
      'p99ms',
      'nodeCpuMicros',
      'bareCallMs',
      'fileMiB',
      'handedOverSeconds',
      'clientCpuShare',
      'items',
      'full',
    ];
    assert.deepEqual(cases.map(nameInWords), [
      ...[
        'p99 (ms)',
        'node CPU (µs)',
        'bare call (ms)',
        'file (MiB)',
        'handed over (s)',
        'client CPU share',
        'items',
        'full',
      ],
    ]);
  });

  test('details may be anything', () => {
    assert.equal(inWords([1, true, 'x', null]), '1, yes, x, –');
    assert.equal(inWords({ hitLimit: 3, other: { deep: 1_000 } }), 'hit limit 3, other deep 1,000');
  });

  test('a table has a name that a file can have', () => {
    assert.equal(slug('Reads among 1,000,000 batches: 1/s'), 'reads-among-1-000-000-batches-1-s');
  });
});

describe('the report', () => {
  const lines = reportOf(results).split('\n');
  const find = (part) => lines.find((line) => line.includes(part));

  test('names machine, commit, mode, date, and how to run it again', () => {
    const facts = ['Some CPU, 2 cores, 7.77 GiB', '0123abc', 'quick', '2026-03-01', '2 min 5 s'];
    for (const fact of [...facts, '`scripts/bench --quick`']) assert.ok(find(fact), fact);
  });

  test('has a table for each, with median, spread, ratio and limit', () => {
    assert.ok(lines.includes('## Reads') && lines.includes('## Growth'));
    assert.equal(
      find('one & only; <WebSocket> | **'),
      '| `credentials_verify` \\| one & only; <WebSocket> | **6,000** 1/s | 2,000 – 15,000 | 3 | ' +
        '**0.6** of `state_getStorage` | 0.4 – 0.75 | one request at a time |',
    );
    assert.equal(find('a batch of one'), '| a batch of one | **123** bytes | 1 |');
  });

  test('all lines of a table have as many cells', () => {
    const cells = (line) => line.replaceAll('\\|', '').split('|').length;
    lines.forEach((line, place) => {
      const next = lines[place + 1] ?? '';
      if (line.startsWith('|') && next.startsWith('|'))
        assert.equal(cells(line), cells(next), next);
    });
  });

  test('tells the details, and leaves open what a row does not have', () => {
    assert.ok(find('| what | p50 (ms) | p95 (ms) | node CPU (µs) |'));
    assert.match(find('<WebSocket> | 0.2'), /\| 0\.2 \| 0\.8 \|  \|$/);
  });
});

describe('pictures', () => {
  test('there is one for what was measured, for the ratios, and for latencies', () => {
    const found = picturesOf('reads', [...rows, { ...verify, id: 'again' }]);
    assert.deepEqual(
      found.map(({ file }) => file),
      ['reads-per-second.svg', 'reads-ratios.svg', 'reads-latency.svg'],
    );
    assert.deepEqual(picturesOf('growth', rows), []);
  });

  test('are well-formed, and hold what the rows say', () => {
    for (const { svg, title } of picturesOf('reads', [...rows, { ...verify, id: 'again' }])) {
      assertWellFormed(svg);
      assert.ok(svg.includes('credentials_verify | one &amp; only'));
      assert.ok(svg.includes('&lt;WebSocket&gt;'));
      assert.ok(svg.includes(`>${title}<`));
      assert.ok(!/NaN|undefined|Infinity/.test(svg));
    }
  });

  test('show each figure as a text, a dot and a line, in the color of its series', () => {
    const other = { series: 'HTTP', values: [700, 800, 1_234] };
    const all = [...rows, { ...storage, ...other }, { ...verify, ...other }];
    const [{ svg }] = picturesOf('reads', all);
    for (const text of ['10,000', '6,000', '800', 'HTTP', 'per second (logarithmic)']) {
      assert.ok(svg.includes(`>${text}<`), text);
    }
    const [first, second] = COLORS.series;
    const drawn = svg.slice(svg.indexOf('</style>'));
    const count = (pattern) => drawn.match(pattern).length;
    for (const color of [first, second]) {
      // The legend has a dot too.
      assert.equal(count(new RegExp(`fill="${color}"`, 'g')), 2 + 1);
      assert.equal(count(new RegExp(`stroke="${color}"`, 'g')), 2);
    }
  });

  test('have a text for screen readers, and another color on dark pages for each', () => {
    for (const { svg, title } of picturesOf('reads', [...rows, { ...verify, id: 'again' }])) {
      assert.ok(svg.startsWith(`<svg role="img" aria-label="${title}" `));
      const [, dark] = /@media \(prefers-color-scheme: dark\) \{([^]*?)<\/style>/.exec(svg);
      const drawn = svg.matchAll(/ (fill|stroke)="(#[0-9a-f]{6})"/g);
      const used = new Set([...drawn].map(([, name, color]) => `[${name}="${color}"]`));
      assert.ok(used.size >= 5);
      for (const one of used) assert.ok(dark.includes(one), one);
    }
  });

  test('an axis reaches from below the least to above the greatest, with room between ticks', () => {
    for (const numbers of [[1], [3, 7], [0.02, 0.03], [0.9, 1.1], [2_000, 6e6], [1e-3, 1e9]]) {
      const { from, to, ticks } = axisOf(numbers);
      assert.ok(ticks.length >= 2, `${ticks}`);
      for (const number of [...numbers, ...ticks]) {
        assert.ok(from <= number && number <= to, `${number} from ${from} to ${to}`);
      }
      const place = (number) => (500 * Math.log(number / from)) / Math.log(to / from);
      ticks.slice(1).forEach((tick, before) => assert.ok(place(tick) - place(ticks[before]) > 60));
    }
  });
});

test('a report is written, with the pictures that it shows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'testamur-report-'));
  try {
    const text = readFileSync(writeReport(results, join(folder, 'new')), 'utf8');
    const shown = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => file);
    assert.ok(shown.length > 0);
    assert.deepEqual([...shown, 'results.md'].sort(), readdirSync(join(folder, 'new')).sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Checks that every element is closed in its turn, and that special characters are escaped. */
function assertWellFormed(xml) {
  const open = [];
  const rest = xml
    .replace(/<!\[CDATA\[[^]*?\]\]>/g, '')
    .replace(
      /<(\/?)([a-z]+)((?: [a-z0-9:_-]+="[^"<]*")*) ?(\/?)>/gi,
      (_, closes, name, _attributes, empty) => {
        if (closes) assert.equal(open.pop(), name);
        else if (!empty) open.push(name);
        return '';
      },
    );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(amp|lt|gt|quot);)/);
}
