import Module, { createRequire } from 'node:module';

// Loads a bundle whose `vscode` is a stub, and prints the time and the number of modules that came with it.

/** Anything that is asked of the editor: a class, a function, a namespace. */
const stub = new Proxy(function () {}, {
  get: (target, name) => (name === 'prototype' ? target.prototype : typeof name === 'symbol' ? target[name] : stub),
  apply: () => stub,
});

/** A bundle copies what a module has, and finds everything else in its prototype. */
const editor = new Proxy(stub, { getPrototypeOf: () => stub });

// Neither is in Node's types: they are its own.
const loader = /** @type {any} */ (Module);
const { moduleLoadList } = /** @type {{ moduleLoadList: readonly string[] } & NodeJS.Process} */ (process);
const load = loader._load;
loader._load = (name, ...rest) => (name === 'vscode' ? editor : load(name, ...rest));

const require = createRequire(import.meta.url);
const before = moduleLoadList.length;
const start = performance.now();
require(process.argv[2]);
const milliseconds = performance.now() - start;
const modules = Object.keys(require.cache).length + moduleLoadList.length - before;
console.log(JSON.stringify({ milliseconds, modules }));
