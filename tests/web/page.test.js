// SPDX-License-Identifier: Apache-2.0

// The page shows what the checks find of the documents of a real chain: by their bundles without any network,
// served and from a disk; and by a node when the visitor asks for that, honest or not.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ownChain } from '../e2e/attack/chain.js';
import { Cohort } from '../e2e/cohort.js';
import { lyingNode } from '../e2e/lyingNode.js';
import { PASSWORD } from '../e2e/registrar.js';
import { temporaryFolder } from '../e2e/support.js';
import { allowOrigins, buildPage, file, filesAt, onDisk, ownBrowser, serve } from './support.js';

/** The number of learners. */
const COHORT = 3;

describe('the page', { concurrency: 1 }, () => {
  const world = ownChain();
  const browser = ownBrowser();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  let cohort;
  let server;
  let node;
  let liar;
  /** What the node in between says of a question. */
  let answer = () => undefined;

  const document = (name = '1.json') => at('water', name);
  const bytes = (path) => readFileSync(path);
  /** Returns the bundle and the keys, without which a document proves nothing. */
  const others = () => filesAt(at('cohort.testamur'), at('keys.json'));
  /** Returns a document with all that it takes. */
  const complete = () => [...filesAt(document()), ...others()];

  before(async () => {
    cohort = await Cohort.issue(world, folder, { name: 'water', learners: COHORT });
    await cohort.keep('cohort');
    liar = lyingNode(world.network.ws('author'), {
      answer: (method, params) => answer(method, params),
    });
    node = await liar.address;
    const trust = cohort.trust;
    const members = { name: 'Höhere Wasserschule', trust, nodes: [node] };
    server = await serve(buildPage(at('page'), members));
  });
  after(() => {
    server?.close();
    liar?.close();
  });

  /** Opens the page, lets a function use it, and closes it. */
  async function visit(use, url = server.url, options = {}) {
    const opened = await browser.open(url, options);
    try {
      return await use(opened);
    } finally {
      await opened.close();
    }
  }

  test('shows a file with its bundle as valid, and asks nobody', () =>
    visit(async (opened) => {
      await opened.choose(complete());
      assert.deepEqual(await opened.found(), ['valid', []]);
      const text = await opened.text();
      for (const shown of [
        /Valid/,
        /Rich/,
        /Netherlands/,
        /Number on record\s+1/,
        /Water chemistry for practitioners/,
        /Ana \d/,
        /EQF level \d/,
        /Council of the consortium/,
        /Final block \d+ of .* old\./,
        /No network was used/,
      ])
        assert.match(text, shown);
      assert.deepEqual(opened.elsewhere(server.url), []);
      assert.deepEqual(opened.seen.complaints, []);
      assert.deepEqual(await opened.context.cookies(), []);
      assert.equal(
        await opened.page.evaluate(() => localStorage.length + sessionStorage.length),
        0,
      );
    }));

  test('lets the age of a proof grow while the page is open', () =>
    visit(
      async (opened) => {
        await opened.choose(complete());
        assert.match(await opened.text(), /(second|minute)s? old/);
        await opened.page.clock.fastForward(5 * 3_600_000);
        assert.match(await opened.text(), /5 hours old/);
      },
      server.url,
      { clock: true },
    ));

  test('shows the same from a disk', () =>
    visit(
      async (opened) => {
        await opened.choose(complete());
        assert.deepEqual(await opened.found(), ['valid', []]);
        assert.deepEqual(opened.seen.complaints, []);
        const isFile = (url) => /^(file|blob|data):/.test(url);
        assert.deepEqual(
          opened.seen.requests.filter((url) => !isFile(url)),
          [],
        );
      },
      onDisk(at('page')),
    ));

  test('cannot tell what is missing, and says so', () =>
    visit(async (opened) => {
      for (const [files, word] of [
        [filesAt(document()), 'noBundle'],
        [filesAt(document(), at('cohort.testamur')), 'keyUnknown'],
        [[...filesAt(document(), at('keys.json')), file('1.testamur', 'a bundle')], 'otherFile'],
        [[file('1.json', '{')], 'notJson'],
        [[file('1.png', '')], 'notJson'],
        [[file('1.pdf', '%PDF-1.7\n')], 'damagedFile'],
        [[file('1.anchor.json', '{}')], 'reference'],
        [filesAt(at('cohort.testamur')), 'notUtf8'],
      ]) {
        await opened.page.reload();
        await opened.page.waitForSelector('html[data-ready]');
        await opened.choose(files);
        assert.deepEqual(await opened.found(), ['cannotTell', [word]]);
        assert.match(await opened.text(), /says nothing about the person/);
      }
    }));

  test('is not fooled by a file that was changed, or by one without its signature', () =>
    visit(async (opened) => {
      const text = readFileSync(document(), 'utf8');
      const unsigned = JSON.parse(text);
      unsigned.proof = unsigned.proof.filter(({ cryptosuite }) =>
        cryptosuite.startsWith('testamur'),
      );
      await opened.choose([file('1.json', JSON.stringify(unsigned)), ...others()]);
      assert.deepEqual(await opened.found(), ['invalid', ['notSigned']]);
      const changed = text.replaceAll('Water chemistry', 'Brain surgery');
      await opened.choose([file('1.json', changed), ...others()]);
      assert.deepEqual(await opened.found(), ['cannotTell', ['otherDocument']]);
      assert.match(await opened.text(), /nothing confirms it/);
    }));

  test('takes a text that is pasted, a link, and keys that come later', () =>
    visit(async (opened) => {
      await opened.page.click('summary');
      await opened.page.fill('#paste', readFileSync(document(), 'utf8'));
      await opened.page.click('#check');
      await opened.settled();
      assert.deepEqual(await opened.found(), ['cannotTell', ['noBundle']]);
      const credential = bytes(document()).toString('base64url');
      const bundle = bytes(at('cohort.testamur')).toString('base64url');
      await opened.page.evaluate((hash) => {
        location.hash = hash;
      }, `credential=u${credential}&bundle=u${bundle}`);
      await opened.page.waitForFunction(() => document.body.textContent.includes('link.json'));
      assert.deepEqual(await opened.found(), ['cannotTell', ['keyUnknown']]);
      await opened.choose(filesAt(at('keys.json')));
      await opened.page.waitForSelector('.card.valid');
    }));

  test('takes files and folders that are dropped', () =>
    visit(async (opened) => {
      const contents = complete().map(({ name, buffer }) => [name, [...buffer]]);
      await opened.page.evaluate((files) => {
        const data = new DataTransfer();
        for (const [name, content] of files)
          data.items.add(new File([Uint8Array.from(content)], name));
        const event = new DragEvent('drop', {
          dataTransfer: data,
          bubbles: true,
          cancelable: true,
        });
        document.body.dispatchEvent(event);
      }, contents);
      await opened.settled();
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.setInputFiles('#folder', at('water'));
      await opened.page.waitForSelector('.table');
      assert.equal(await opened.page.locator('tbody tr').count(), COHORT);
    }));

  /** Packs the documents, each with the bundle beside it. */
  function pack() {
    for (const name of cohort.files())
      writeFileSync(at('water', name.replace('.json', '.testamur')), bytes(at('cohort.testamur')));
    const paths = cohort.files().flatMap((name) => [name, name.replace('.json', '.testamur')]);
    const packed = spawnSync('python3', ['-m', 'zipfile', '-c', at('all.zip'), ...paths], {
      cwd: at('water'),
    });
    assert.equal(packed.status, 0, String(packed.stderr));
  }

  test('shows an archive as a table, which is sorted, filtered and saved', () =>
    visit(async (opened) => {
      pack();
      await opened.choose([...filesAt(at('all.zip'), at('keys.json')), file('=other.json', '{}')]);
      const rows = () => opened.page.locator('tbody tr');
      assert.equal(await rows().count(), COHORT + 1);
      assert.equal(await opened.page.locator('tr.valid').count(), COHORT);
      await opened.page.selectOption('#filter', 'cannotTell');
      assert.equal(await rows().count(), 1);
      await opened.page.selectOption('#filter', 'all');
      await opened.page.click('thead th:first-child button');
      assert.match(await rows().last().innerText(), /=other\.json/);
      await opened.page.fill('#search', '2.json');
      assert.equal(await rows().count(), 1);
      const save = async () => {
        const waiting = opened.page.waitForEvent('download');
        await opened.page.getByRole('button', { name: 'Save as CSV' }).click();
        return readFileSync(await (await waiting).path(), 'utf8');
      };
      const saved = await save();
      assert.match(saved, /^\uFEFF"File","Answer"/);
      assert.match(saved, /\r\n"all\.zip: 2\.json","Valid","Rich",/);
      assert.ok(!saved.includes('other.json'));
      await opened.page.fill('#search', 'other');
      // A spreadsheet would compute what begins with a sign of equality.
      assert.match(await save(), /\r\n"'=other\.json","Cannot tell",/);
      await opened.page.fill('#search', '2.json');
      await opened.page.locator('tbody button').click();
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.getByRole('button', { name: 'Back to the table' }).click();
      assert.equal(await rows().count(), 1);
      assert.deepEqual(opened.elsewhere(server.url), []);
    }));

  test('shows for whom a presentation was made, and the credentials in it by themselves', () =>
    visit(async (opened) => {
      const password = ['--out', 'key.json', '--password', '0'];
      await cohort.run(['key', 'new', ...password], PASSWORD);
      await cohort.run(
        [
          ...[
            'present',
            'water/1.json',
            'water/2.json',
            '--key',
            'key.json',
            '--challenge',
            '8f3a',
          ],
          ...['--domain', 'hr.example.com', '--out', 'shown.json', '--key-password', '0'],
        ],
        PASSWORD,
      );
      await opened.page.click('#presented summary');
      for (const [challenge, conclusion, words] of [
        ['8f3a', 'cannotTell', ['holderNotNamed', 'holderNotNamed']],
        ['other', 'invalid', ['otherChallenge']],
      ]) {
        await opened.page.fill('#challenge', challenge);
        await opened.page.fill('#domain', 'hr.example.com');
        await opened.choose([...filesAt(at('shown.json')), ...others()]);
        assert.equal(await opened.page.locator('tr.valid').count(), 2);
        await opened.page.getByRole('button', { name: 'shown.json', exact: true }).click();
        assert.deepEqual(await opened.found(), [conclusion, words]);
        assert.match(await opened.text(), /who presents the credentials, not what they are worth/);
        const stated = await opened.text();
        assert.match(stated, new RegExp(`Challenge that you stated\\s+${challenge}`));
        assert.match(stated, /Domain that you stated\s+hr\.example\.com/);
        // What the file itself shows needs no block.
        assert.equal(/Nothing is proven/.test(stated), conclusion === 'cannotTell');
      }
      assert.deepEqual(await opened.faults(), []);
      // No answer outlives the challenge that it was given for.
      await opened.page.fill('#challenge', '8f3a');
      await opened.page.press('#challenge', 'Tab');
      await opened.page.waitForSelector('.table');
      await opened.page.getByRole('button', { name: 'shown.json', exact: true }).click();
      assert.match(await opened.text(), /Challenge that you stated\s+8f3a/);
      assert.deepEqual((await opened.found())[0], 'cannotTell');
      await opened.page.getByRole('button', { name: 'Start over' }).click();
      assert.equal(await opened.page.inputValue('#challenge'), '');
      assert.equal(await opened.page.inputValue('#domain'), '');
    }));

  test('asks a node when the visitor wants it, and checks what it answers', () =>
    visit(async (opened) => {
      await opened.choose(filesAt(document()));
      assert.deepEqual(await opened.found(), ['cannotTell', ['noBundle']]);
      assert.deepEqual(opened.elsewhere(server.url), []);
      const asked = [];
      answer = (method, params) => void asked.push([method, JSON.stringify(params)]);
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.valid');
      assert.match(await opened.text(), /which was checked here and did not have to be trusted/);
      const sent = JSON.stringify(asked);
      assert.deepEqual(
        asked.map(([method]) => method),
        ['chain_getBlockHash', 'credentials_documentKeys', 'credentials_prove'],
      );
      assert.ok(!sent.includes('Ana') && !sent.includes('Water'), sent);
      assert.deepEqual(opened.elsewhere(server.url), [`${node}/`]);
    }));

  /** Returns evidence of the node in which the digit at a place is another one. */
  function forged(place) {
    const { evidence } = cohort.former;
    const digit = evidence.at(place) === '0' ? '1' : '0';
    const at = place < 0 ? evidence.length + place : place;
    return { ...cohort.former, evidence: evidence.slice(0, at) + digit + evidence.slice(at + 1) };
  }

  test('cannot tell by a node that lies or errs', () =>
    visit(async (opened) => {
      for (const [method, reply, word] of [
        ['credentials_prove', { code: 9001, message: 'it is syncing' }, 'nodeCannotTell'],
        ['credentials_prove', { code: 9006, message: 'too large' }, 'evidenceTooLarge'],
        ['credentials_prove', { result: forged(-1) }, 'malformed'],
        ['credentials_prove', { result: forged(300) }, undefined],
        ['credentials_prove', { result: forged(3_000) }, undefined],
        ['credentials_prove', { result: { evidence: 'x' } }, 'notUnderstood'],
        ['credentials_documentKeys', { result: { items: [], next: null } }, 'notUnderstood'],
        ['chain_getBlockHash', { result: `0x${'11'.repeat(32)}` }, 'otherChain'],
        ['chain_getBlockHash', { code: -32_601, message: 'no such method' }, 'nodeCannotTell'],
      ]) {
        answer = (asked) => (asked === method ? reply : undefined);
        await opened.choose(filesAt(document()));
        await opened.page.click('#ask');
        await opened.page.waitForSelector('.other');
        const [conclusion, words] = await opened.found();
        assert.equal(conclusion, 'cannotTell');
        const others = opened.page.locator('.other .reasons li');
        const all = await others.evaluateAll((list) => list.map((one) => one.dataset.word));
        const told = [...words, ...all];
        assert.ok(word === undefined || told.includes(word), `${word}: ${told}`);
      }
    }));

  test('waits no longer than it says for a node that is silent', () =>
    visit(
      async (opened) => {
        let asked;
        const isAsked = new Promise((resolve) => (asked = resolve));
        answer = () => (asked(), null);
        await opened.choose(filesAt(document()));
        await opened.page.click('#ask');
        await isAsked;
        await opened.page.clock.fastForward(15_000);
        await opened.page.waitForSelector('.other');
        assert.match(await opened.text(), /did not answer in time/);
        answer = () => undefined;
      },
      server.url,
      { clock: true },
    ));

  test('asks a node by HTTP as well, and the browser lets it reach nobody else', async () => {
    const front = await allowOrigins(world.network.ws('author').replace('ws:', 'http:'));
    const members = { trust: cohort.trust, nodes: [front.url] };
    const other = await serve(buildPage(at('http'), members));
    const use = async (opened) => {
      await opened.choose(filesAt(document()));
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.valid');
      assert.deepEqual(new Set(opened.elsewhere(other.url)), new Set([front.url]));
      assert.deepEqual(opened.seen.complaints, []);
      const reach = (to) =>
        fetch(to).then(
          () => true,
          () => false,
        );
      assert.equal(await opened.page.evaluate(reach, server.url), false);
      assert.match(opened.seen.complaints.join(), /Content Security Policy/);
    };
    try {
      await visit(use, other.url);
    } finally {
      other.close();
      front.close();
    }
  });

  test('keeps the word of the bundle where the node has gone, and says that', () => {
    // Nobody listens at this port.
    const members = { trust: cohort.trust, nodes: ['ws://127.0.0.1:1'] };
    const url = onDisk(buildPage(at('gone'), members));
    return visit(async (opened) => {
      await opened.choose(complete());
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      const other = await opened.page.locator('.other').innerText();
      assert.match(other, /Cannot tell[^]*cannot be reached/);
    }, url);
  });

  test('speaks German, and has no fault of accessibility on any state', () =>
    visit(
      async (opened) => {
        const faults = async (state) => assert.deepEqual(await opened.faults(), [], state);
        assert.match(await opened.text(), /Was ist dieser Nachweis wert/);
        await faults('at the beginning');
        await opened.choose(complete());
        assert.match(await opened.text(), /Gültig[^]*Niederlande[^]*Endgültiger Block/);
        await faults('valid');
        await opened.choose(filesAt(document()));
        assert.match(await opened.text(), /Nicht feststellbar/);
        await faults('cannot tell');
        await opened.choose(filesAt(at('all.zip'), at('keys.json')));
        await faults('table');
        await opened.page.selectOption('#language', 'en');
        assert.match(await opened.text(), /3 answers[^]*Answers for all files/);
        await faults('English');
        await opened.page.setViewportSize({ width: 320, height: 640 });
        const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
        assert.equal(await opened.page.evaluate(isWide), false);
        await faults('narrow');
        await opened.page.emulateMedia({ colorScheme: 'dark' });
        await faults('dark');
      },
      server.url,
      { locale: 'de-AT' },
    ));

  test('is used by the keyboard alone', () =>
    visit(async (opened) => {
      const seen = [];
      for (let count = 0; count < 8; count++) {
        await opened.page.keyboard.press('Tab');
        seen.push(
          await opened.page.evaluate(() => {
            const { activeElement: active, body } = document;
            // Where nothing is focused, the body is active, which has the texts of all buttons.
            return active === null || active === body ? '' : active.textContent;
          }),
        );
      }
      for (const name of ['Choose files', 'Choose a folder', 'Start over'])
        assert.ok(
          seen.some((text) => text.trim() === name),
          `${name}: ${seen.join(' | ')}`,
        );
    }));

  test('shows a picture that carries a credential as an image, in which nothing runs', () =>
    visit(async (opened) => {
      const credential = readFileSync(document(), 'utf8').replaceAll(']]>', '');
      const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
        <openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">
        <![CDATA[${credential}]]></openbadges:credential>
        <script>fetch("${server.url}owned")</script><image href="${server.url}owned"/>
        <circle cx="20" cy="20" r="15"/></svg>`;
      await opened.choose([file('badge.svg', picture), ...others()]);
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.waitForSelector('.card img');
      const width = () => document.querySelector('.card img').naturalWidth;
      assert.equal(await opened.page.evaluate(width), 40);
      assert.match(await opened.text(), /What the SVG itself shows was not compared/);
      assert.ok(!server.asked.includes('/owned'));
      assert.deepEqual(await opened.faults(), []);
    }));

  test('lets no file of others run anything or leave its line', () =>
    visit(async (opened) => {
      const hostile = '<img src=x onerror=alert(1)>';
      await opened.choose([file(`${hostile}.json`, `{"name":"${hostile}"}`)]);
      assert.equal(await opened.page.locator('.card img').count(), 0);
      assert.match(await opened.text(), /<img src=x onerror=alert\(1\)>\.json/);
      const script =
        '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/owned")</script></svg>';
      await opened.choose([file('a.svg', script)]);
      assert.ok(!server.asked.includes('/owned'));
      assert.deepEqual(opened.elsewhere(server.url), []);
    }));

  test('says that a bundle is too old when it has become so, also where it was checked before', async () => {
    const members = { trust: cohort.trust, nodes: [], maxAgeOfBundlesInDays: 30 };
    const url = onDisk(buildPage(at('aged'), members));
    await visit(
      async (opened) => {
        await opened.choose(complete());
        assert.deepEqual(await opened.found(), ['valid', []]);
        // The clock of a test can be moved on by no more than 24 days at once.
        for (const days of [20, 20]) await opened.page.clock.fastForward(days * 86_400_000);
        await opened.choose(complete());
        assert.deepEqual(await opened.found(), ['cannotTell', ['tooOld']]);
      },
      url,
      { clock: true },
    );
  });

  test('shows the opened one of two files of one name after a node was asked', () =>
    visit(async (opened) => {
      answer = () => undefined;
      const [first, second] = cohort.files();
      const same = (name) => file('same.json', bytes(document(name)));
      await opened.choose([same(first), same(second), ...others()]);
      await opened.page.locator('tbody button').nth(1).click();
      const learner = (text) => /Learner\s+(\S[^\n]*)/.exec(text)[1];
      const before = learner(await opened.text());
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card .other');
      assert.equal(learner(await opened.text()), before);
    }));

  test('takes a bundle again, forgets keys, and names the files that were taken as keys', () =>
    visit(async (opened) => {
      await opened.choose([...filesAt(document()), ...others()]);
      assert.match(await opened.page.locator('#status').innerText(), /Taken as keys: keys\.json/);
      await opened.choose(filesAt(at('cohort.testamur')));
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.getByRole('button', { name: 'Start over' }).click();
      await opened.choose(filesAt(document(), at('cohort.testamur')));
      assert.deepEqual(await opened.found(), ['cannotTell', ['keyUnknown']]);
      // A credential is none, also with the members of a file of keys.
      const credential = { ...JSON.parse(readFileSync(document(), 'utf8')), items: [], next: null };
      await opened.choose([file('1.json', JSON.stringify(credential)), ...others()]);
      assert.equal((await opened.found())[0], 'cannotTell');
    }));

  test('takes no answer to another question, and keeps the word of the bundle where asking fails', () =>
    visit(async (opened) => {
      answer = () => undefined;
      await opened.choose(complete());
      await opened.page.evaluate(() => {
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (text) {
          const data = JSON.stringify({ id: JSON.parse(text).id - 1, result: null });
          this.dispatchEvent(new MessageEvent('message', { data }));
          return send.call(this, text);
        };
      });
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      assert.match(await opened.page.locator('.other').innerText(), /Valid/);
      await opened.choose(complete());
      await opened.page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (call) {
          return postMessage.call(this, call.name === 'ask' ? { ...call, parts: [] } : call);
        };
      });
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      assert.match(await opened.page.locator('.other').innerText(), /the check failed/i);
    }));

  test('shows the last of several hand-overs', () =>
    visit(async (opened) => {
      const [first, second] = cohort.files();
      const hand = (files) => opened.page.setInputFiles('#files', files);
      await hand([...filesAt(document(first)), ...others()]);
      await hand([file('last.json', bytes(document(second))), ...others()]);
      await opened.settled();
      await opened.page.waitForFunction(() => document.body.textContent.includes('last.json'));
      assert.deepEqual(await opened.found(), ['valid', []]);
    }));

  test('waits for a node that is gone once, and not again for each file', () =>
    visit(
      async (opened) => {
        let count = 0;
        // It is silent about each credential, of which each has a question of its own.
        answer = (method) => (method === 'credentials_prove' ? (count++, null) : undefined);
        await opened.choose([...filesAt(document()), file('2.json', bytes(document('2.json')))]);
        await opened.page.click('#ask');
        while (count === 0) await opened.page.waitForTimeout(50);
        await opened.page.clock.fastForward(15_000);
        await opened.page.waitForFunction(() =>
          /2 answers/.test(document.querySelector('#status').textContent),
        );
        assert.equal(count, 1);
        answer = () => undefined;
      },
      server.url,
      { clock: true },
    ));

  test('shows the later of two states: a suspension after the bundle', () =>
    visit(async (opened) => {
      answer = () => undefined;
      const [{ index }] = cohort.references;
      await cohort.change(index, 'Suspend');
      const [name] = cohort.files();
      await opened.choose([...filesAt(document(name)), ...others()]);
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.invalid');
      assert.deepEqual(await opened.found(), ['invalid', ['suspended']]);
      assert.match(await opened.page.locator('.other').innerText(), /own bundle: Valid/);
      // A node that shows an earlier block, or none, takes nothing away from what was proven.
      for (const reply of [{ result: cohort.former }, { code: 9001, message: 'it is syncing' }]) {
        answer = (method) => (method === 'credentials_prove' ? reply : undefined);
        await opened.page.click('#ask');
        await opened.page.waitForFunction(() =>
          /answer/.test(document.querySelector('#status').textContent),
        );
        assert.deepEqual(await opened.found(), ['invalid', ['suspended']]);
      }
      answer = () => undefined;
    }));
});
