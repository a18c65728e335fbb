#!/usr/bin/env node
'use strict';
// Made into dist/cli.cjs by `npm run build`. Answers --version and --help itself. For all else it loads cli/main.cjs, with the
// compiled code that an earlier run left beside it: compiling costs more than linting a template does.
const printed = new Map(Object.entries(__PRINTED__));
const answer = process.argv.length === 3 ? printed.get(process.argv[2]) : undefined;
if (answer === undefined) load();
else process.stdout.write(answer);

function load() {
  const { readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
  const { Script } = require('node:vm');
  const file = `${__dirname}/cli/main.cjs`;
  // V8 itself refuses code of another version, architecture or set of flags; the id stands for the program.
  const cache = `${__dirname}/cli/__ID__-${process.version}-${process.arch}.cache`;
  // All of it is ASCII: see scripts/build.ts.
  const source = readFileSync(file, 'latin1');
  let cachedData;
  try {
    cachedData = readFileSync(cache);
  } catch {
    // The first run, or a place where nothing may be written.
  }
  // As node does with any CommonJS module.
  const whole = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(whole, { filename: file, cachedData });
  const module = { exports: {} };
  let command;
  if (cachedData === undefined || script.cachedDataRejected) {
    process.once('exit', () => {
      // Only what has run is compiled: code that lists rules would be of no use to a hook.
      if (command?.hasLinted !== true) return;
      const own = `${cache}.${process.pid}`;
      try {
        writeFileSync(own, script.createCachedData());
        renameSync(own, cache);
      } catch {
        // Read-only or full: every run compiles anew, that is all.
        rmSync(own, { force: true });
      }
    });
  }
  // What the program loads lies beside it.
  const near = (name) => require(name.startsWith('./') ? `./cli/${name.slice(2)}` : name);
  script.runInThisContext()(module.exports, near, module, file, `${__dirname}/cli`);
  command = module.exports['cli/main']();
}
