// SPDX-License-Identifier: Apache-2.0

// Checks alerts and dashboard: they are sound by Prometheus' own tool, use metrics that exist, and
// are explained.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Network } from '../network/network.js';
import { freePort } from '../network/node.js';
import { launch } from '../network/processes.js';
import { waitFor } from '../network/wait.js';
import { dashboardQueries, OPS, read, temporaryFolder, tool, withoutComments } from './support.js';

const PROMETHEUS = join(OPS, 'prometheus');
const ALERTS = withoutComments(read('ops/prometheus/alerts.yml'));

/** The node's own metrics that a test must find. Those of the SDK are found by their use. */
const OWN_METRICS = [
  'testamur_allowance_used_ratio',
  'testamur_blocks_authored_total',
  'testamur_clock_offset_seconds',
  'testamur_equivocations_total',
  'testamur_missed_slots_total',
  'testamur_validating',
];

const alerts = [...ALERTS.matchAll(/- alert: (\w+)\n([\s\S]*?)(?=- alert:|- name:|$)/g)].map(
  ([, name, body]) => ({ name, body }),
);

const metricsIn = (text) =>
  [...text.matchAll(/\b(?:substrate|testamur|node)_[a-zA-Z0-9_]+/g)].map(([name]) => name);

const promtool = async (...args) => {
  const { code, output } = await tool('promtool', args, { cwd: PROMETHEUS });
  assert.equal(code, 0, output);
  return output;
};

describe('ops/prometheus', () => {
  test('promtool has no complaint about rules and configuration', async () => {
    await promtool('check', 'config', 'prometheus.yml');
    await promtool('check', 'rules', 'alerts.yml');
  });

  test('every alert fires when it should, and not when it should not', async () => {
    await promtool('test', 'rules', 'alerts.test.yml');
    const tests = read('ops/prometheus/alerts.test.yml').split(/^  - name: /m);
    for (const { name } of alerts) {
      const own = tests.find((text) => text.startsWith(`${name}\n`));
      assert.ok(own, `a test of ${name}`);
      const [, ...cases] = own.split(/- eval_time: /);
      assert.ok(
        cases.every((one) => one.includes(`alertname: ${name}\n`)),
        name,
      );
      assert.ok(
        cases.some((one) => one.includes('exp_alerts:')),
        `${name} is seen to fire`,
      );
      assert.ok(
        cases.some((one) => !one.includes('exp_alerts:')),
        `${name} is seen to wait`,
      );
      assert.match(own, /instance="?well/, `${name} is silent for a node that is well`);
    }
  });

  test('in each hour that is played through, no alert is silent for want of data', () => {
    const hours = read('ops/prometheus/alerts.test.yml').split(/^  - name: (?=an hour )/m);
    assert.equal(hours.slice(1).length, 4);
    const needed = new Set(metricsIn(ALERTS));
    for (const hour of hours.slice(1)) {
      const given = new Set(metricsIn(hour));
      assert.deepEqual(
        [...needed].filter((name) => !given.has(name)),
        [],
        hour.split('\n')[0],
      );
    }
  });

  test('every alert says how urgent it is and where to read on', () => {
    const operations = read('docs/operations.md');
    assert.ok(alerts.length > 10);
    for (const { name, body } of alerts) {
      assert.match(body, /severity: (page|ticket)\n/, name);
      assert.match(body, /summary: /, name);
      const [, anchor] = /runbook: docs\/operations\.md#(\S+)/.exec(body);
      assert.equal(anchor, `alert-${name.toLowerCase()}`);
      // By GitHub's rule an anchor is in lower case, with hyphens for spaces and without colons.
      assert.match(operations, new RegExp(`^#+ Alert: ${name}$`, 'm'), name);
    }
    const explained = [...operations.matchAll(/^#+ Alert: (\w+)$/gm)].map(([, name]) => name);
    assert.deepEqual(explained.sort(), alerts.map(({ name }) => name).sort());
  });
});

describe('ops/grafana', () => {
  const { panels, templating, uid } = JSON.parse(read('ops/grafana/testamur.json'));

  test('the dashboard is well-formed', () => {
    assert.equal(uid, 'testamur');
    const ids = panels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'every panel has a number of its own');
    for (const {
      title,
      type,
      targets,
      datasource,
      gridPos: { x, w },
    } of panels) {
      assert.ok(title);
      assert.ok(x >= 0 && x + w <= 24, `${title} stands on the grid`);
      if (type === 'row') continue;
      const refs = targets.map(({ refId }) => refId);
      assert.ok(refs.length > 0 && new Set(refs).size === refs.length, title);
      for (const source of [datasource, ...targets.map((target) => target.datasource)]) {
        assert.deepEqual(source, { type: 'prometheus', uid: '${datasource}' }, title);
      }
    }
    const overlap = panels.some(({ gridPos: a }, place) =>
      panels
        .slice(place + 1)
        .some(
          ({ gridPos: b }) =>
            a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
        ),
    );
    assert.ok(!overlap, 'no panel covers another one');
  });

  test('whoever looks at it chooses source, chain and node', () => {
    const names = templating.list.map(({ name }) => name);
    assert.deepEqual(names, ['datasource', 'chain', 'instance']);
    assert.equal(templating.list[0].type, 'datasource');
    const used = dashboardQueries().flatMap(({ expr }) =>
      [...expr.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name),
    );
    assert.ok(used.every((name) => names.includes(name)));
  });

  test('every question it asks is one that Prometheus understands', async () => {
    const file = join(temporaryFolder(), 'dashboard.yml');
    const rules = dashboardQueries().map(({ expr }, place) => ({
      record: `dashboard:${place}`,
      expr: expr.replaceAll('$chain', '.*').replaceAll('$instance', '.*'),
    }));
    // JSON is valid YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    assert.match(await promtool('check', 'rules', file), new RegExp(`${rules.length} rules found`));
  });
});

describe('what a real node exports', () => {
  let network;
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(() => network?.remove());
  const folder = temporaryFolder();
  const wanted = metricsIn(
    `${ALERTS}\n${dashboardQueries()
      .map(({ expr }) => expr)
      .join('\n')}`,
  );
  let scraped;

  const names = (text) =>
    new Set([...text.matchAll(/^([a-zA-Z_0-9]+)(?:\{| )/gm)].map(([, name]) => name));
  const scrape = async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

  before(async () => {
    // A single validator on the development chain makes blocks final as four do.
    const alice = { name: 'alice', role: 'validator', secret: '//Alice' };
    network = await Network.create({
      folder: join(folder, 'network'),
      chain: 'dev',
      members: [{ ...alice, options: ['--force-authoring'] }],
    });
    await network.startAll();
    await network.untilFinal(2);
    scraped = await scrape(network.node('alice').ports.prometheus);
  });

  test('the format is what Prometheus reads', async () => {
    const file = join(folder, 'metrics');
    writeFileSync(file, scraped);
    const { code, output } = await tool('bash', ['-c', 'promtool check metrics <"$0"', file]);
    // Code 3 is a remark on style: the SDK gives some of its metrics names that the tool finds
    // unusual.
    assert.ok(code === 0 || code === 3, output);
    const ours = output.split('\n').filter((line) => line.startsWith('testamur_'));
    assert.deepEqual(ours, []);
  });

  test('alerts and dashboard name no metric that does not exist', async (t) => {
    const found = names(scraped);
    const missing = [...new Set(wanted)].filter(
      (name) => !name.startsWith('node_') && !found.has(name),
    );
    assert.deepEqual(missing, []);
    t.diagnostic(`${new Set(wanted).size} metrics found`);
  });

  test('what is asked of the machine is what prometheus-node-exporter exports', async () => {
    const port = await freePort();
    const { child } = launch(
      ['prometheus-node-exporter', `--web.listen-address=127.0.0.1:${port}`],
      { log: join(folder, 'exporter.log') },
    );
    const text = await waitFor(() => scrape(port), { what: 'metrics of the machine' });
    child.kill();
    const found = names(text);
    const asked = wanted.filter((name) => name.startsWith('node_'));
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((name) => !found.has(name)),
      [],
    );
  });

  test('our own metrics are all looked at', () => {
    const exported = [...names(scraped)].filter((name) => name.startsWith('testamur_'));
    // The alert uses the largest share; the use by each payer is for people who look.
    const others = ['testamur_allowance_used'];
    assert.deepEqual(
      [...OWN_METRICS, ...exported].filter((name) => ![...wanted, ...others].includes(name)),
      [],
    );
  });
});
