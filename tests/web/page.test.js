// SPDX-License-Identifier: Apache-2.0

// The page shows what the checks find of the documents of a real chain by their bundles, without any
// network, served and from a disk.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { PASSWORD } from '../e2e/registrar.js';
import { COHORT, ownPage } from './ownPage.js';
import { buildPage, file, filesAt, onDisk } from './support.js';

describe('the page', { concurrency: 1 }, () => {
  const own = ownPage();
  const { at, document, bytes, others, complete, visit } = own;

  test('shows a file with its bundle as valid, and asks nobody', () =>
    visit(async (opened) => {
      await opened.choose(complete());
      assert.deepEqual(await opened.found(), ['valid', []]);
      const text = await opened.text();
      for (const shown of [
        /Valid/,
        /Rich/,
        /Austria/,
        /Number on record\s+1/,
        /Water chemistry for practitioners/,
        /Ana \d/,
        /EQF level \d/,
        /Council of the consortium/,
        /Final block \d+ of .* old\./,
        /No network was used/,
      ])
        assert.match(text, shown);
      assert.deepEqual(opened.elsewhere(own.server.url), []);
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
      own.server.url,
      { clock: true },
    ));

  test('shows the same days to visitors of every time zone, and names that of the days', async () => {
    const days = [];
    for (const timezoneId of ['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])
      await visit(
        async (opened) => {
          await opened.choose(complete());
          const text = await opened.text();
          days.push(text.match(/\d+ \w+ \d{4} \(UTC\)/g));
        },
        own.server.url,
        { timezoneId },
      );
    assert.ok(days[1].length >= 2, `${days[1]}`);
    assert.deepEqual(days, Array(3).fill(days[1]));
  });

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
    for (const name of own.cohort.files())
      writeFileSync(at('water', name.replace('.json', '.testamur')), bytes(at('cohort.testamur')));
    const paths = own.cohort.files().flatMap((name) => [name, name.replace('.json', '.testamur')]);
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
      assert.deepEqual(opened.elsewhere(own.server.url), []);
    }));

  test('shows for whom a presentation was made, and the credentials in it by themselves', () =>
    visit(async (opened) => {
      const password = ['--out', 'key.json', '--password', '0'];
      await own.cohort.run(['key', 'new', ...password], PASSWORD);
      await own.cohort.run(
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

  test('speaks German, and has no fault of accessibility on any state', () =>
    visit(
      async (opened) => {
        const faults = async (state) => assert.deepEqual(await opened.faults(), [], state);
        assert.match(await opened.text(), /Was ist dieser Nachweis wert/);
        await faults('at the beginning');
        await opened.choose(complete());
        assert.match(await opened.text(), /Gültig[^]*Österreich[^]*Endgültiger Block/);
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
      own.server.url,
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
        <script>fetch("${own.server.url}owned")</script><image href="${own.server.url}owned"/>
        <circle cx="20" cy="20" r="15"/></svg>`;
      await opened.choose([file('badge.svg', picture), ...others()]);
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.waitForSelector('.card img');
      const width = () => document.querySelector('.card img').naturalWidth;
      assert.equal(await opened.page.evaluate(width), 40);
      assert.match(await opened.text(), /What the SVG itself shows was not compared/);
      assert.ok(!own.server.asked.includes('/owned'));
      assert.deepEqual(await opened.faults(), []);
    }));

  test('reads the code of a certificate in a picture of its page, and asks for the file', () =>
    visit(async (opened) => {
      await own.cohort.run(['design', '--out', 'design.toml']);
      const files = ['--design', 'design.toml', '--out', 'certificates'];
      await own.cohort.run(['hand-over', ...files, 'water']);
      const [pdf, picture] = [at('certificates', '1.pdf'), at('certificate')];
      // A photograph of the corner with the code, and a picture of all of the page.
      const corner = ['-x', '50', '-y', '1850', '-W', '600', '-H', '450'];
      for (const [kind, ...part] of [['jpeg', '-r', '200', ...corner], ['png', '-r', '300']]) {
        const drawn = spawnSync('pdftoppm', [`-${kind}`, ...part, '-singlefile', pdf, picture]);
        assert.equal(drawn.status, 0, String(drawn.stderr));
        await opened.choose(filesAt(`${picture}.${kind.replace('jpeg', 'jpg')}`));
        assert.deepEqual(await opened.found(), ['cannotTell', ['reference']]);
        // What another code holds would be put beside this one.
        await opened.page.getByRole('button', { name: 'Start over' }).click();
      }
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
      assert.ok(!own.server.asked.includes('/owned'));
      assert.deepEqual(opened.elsewhere(own.server.url), []);
    }));

  test('says that a bundle is too old when it has become so, also where it was checked before', async () => {
    const members = { trust: own.cohort.trust, nodes: [], maxAgeOfBundlesInDays: 30 };
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

  test('shows the last of several hand-overs', () =>
    visit(async (opened) => {
      const [first, second] = own.cohort.files();
      const hand = (files) => opened.page.setInputFiles('#files', files);
      await hand([...filesAt(document(first)), ...others()]);
      await hand([file('last.json', bytes(document(second))), ...others()]);
      await opened.settled();
      await opened.page.waitForFunction(() => document.body.textContent.includes('last.json'));
      assert.deepEqual(await opened.found(), ['valid', []]);
    }));
});
