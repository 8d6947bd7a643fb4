// SPDX-License-Identifier: Apache-2.0

// Starts the page: reads its configuration, compiles the checks, and draws.

import { Checker } from './checker';
import { Page } from './page';
import { Register } from './register/register';
import { Show } from './show/show';
import { preferred } from './texts';
import type { Config } from './types';
import { compiled } from './unpacking';

declare global {
  /** The configuration, which `config.js` states. */
  var TESTAMUR_CONFIG: Config | undefined;
  /** The checks, which `checks.js` states: a module in WebAssembly, deflated, in base64. */
  var TESTAMUR_CHECKS: string | undefined;
}

/** Returns the module with the checks. */
async function compile(): Promise<WebAssembly.Module> {
  if (globalThis.TESTAMUR_CHECKS === undefined) throw new Error('checks.js is missing');
  return compiled(globalThis.TESTAMUR_CHECKS);
}

const NOTHING: Config = {
  name: '',
  language: 'en',
  trust: null,
  keys: [],
  nodes: [],
  maxAgeOfBundlesInDays: 0,
  maxAgeOfNodesInDays: 0,
};

async function start(): Promise<void> {
  const config = globalThis.TESTAMUR_CONFIG ?? NOTHING;
  const checks = compile();
  let provide: (checker: Checker | undefined) => void = () => undefined;
  const provided = new Promise<Checker | undefined>((resolve) => (provide = resolve));
  const views = [new Show(checks), new Register(config, provided)];
  const page = new Page(config, preferred(navigator.languages, config.language), views);
  try {
    const checker = new Checker(await checks, config);
    provide(config.trust === null ? undefined : checker);
    page.begin(checker);
  } catch (error) {
    provide(undefined);
    page.fail(error instanceof Error ? error.message : String(error));
  }
}

void start();
