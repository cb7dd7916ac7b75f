import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { MissingPart } from './runScript.mjs';

/** Bundles of the package for Node; the rest of dist/ is the extension's. */
const bundles = ['cli', 'server', 'languageServer', 'service', 'language', 'definitions', 'judge', 'thread', 'mcp'];
const data = ['schemas', 'l10n', 'RULES.md', 'snippets.json', 'configuration.schema.json', 'THIRD-PARTY-NOTICES.txt'];
const typesEntry = 'server/host/createLanguageService.d.ts';

/**
 * Lays out the npm package, of what the build has left in dist/ and out/: the command line, the language server, and the language
 * service with its types.
 * @param {string} folder is made anew.
 */
export function layOutNpmPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  for (const name of [...bundles.map((bundle) => `${bundle}.cjs`), ...data])
    cpSync(path.join(root, 'dist', name), path.join(folder, 'dist', name), { recursive: true });
  for (const name of ['LICENSE', 'CHANGELOG.md']) cpSync(path.join(root, name), path.join(folder, name));
  cpSync(path.join(root, 'docs/NPM.md'), path.join(folder, 'README.md'));
  cpSync(path.join(root, 'docs/LIBRARY.md'), path.join(folder, 'LIBRARY.md'));
  copyTypes(path.join(folder, 'types'));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(npmManifest(), undefined, 2)}\n`);
}

/** The manifest of the npm package: what of ours is about it, and nothing that an editor reads. */
export function npmManifest() {
  const { name, version, description, license, keywords, bin, engines, repository, bugs, homepage } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return {
    ...{ name, version, description, license, keywords },
    ...{ repository, bugs, homepage },
    type: 'commonjs',
    bin,
    exports: {
      './language': { types: `./types/${typesEntry}`, default: './dist/language.cjs' },
      './configuration.schema.json': './dist/configuration.schema.json',
      './package.json': './package.json',
    },
    files: ['dist', 'types', 'LIBRARY.md', 'CHANGELOG.md'],
    engines: { node: engines.node },
  };
}

/** The declarations that the entry needs, with endings that every compiler resolves. */
function copyTypes(folder) {
  const left = [typesEntry];
  const copied = new Set(left);
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const text = readFileSync(path.join(root, 'out', name), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
    for (const [, specifier] of text.matchAll(/(?:from|import\()\s*["'](\.{1,2}\/[^"']+)["']/g)) {
      const needed = path.posix.join(path.posix.dirname(name), specifier.replace(/\.(?:ts|js)$/, '.d.ts'));
      if (!copied.has(needed)) left.push(needed);
      copied.add(needed);
    }
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text.replaceAll(/((?:from|import\()\s*["']\.{1,2}\/[^"']+)\.ts(?=["'])/g, '$1.js'));
  }
}

/**
 * @param {string} folder that `layOutNpmPackage` has made @param {string} into a folder
 * @returns {Promise<string>} the tarball. @throws {MissingPart} with what npm says is wrong.
 */
export async function packNpm(folder, into) {
  const { status, stdout, stderr } = await runProgram('npm', ['pack', '--silent', '--pack-destination', into], {
    cwd: folder,
    output: 'read',
  });
  const name = readdirSync(into).find((each) => each.endsWith('.tgz'));
  if (status !== 0 || name === undefined) throw new MissingPart(`npm cannot pack it:\n${stdout}${stderr}`.trimEnd());
  return path.join(into, name);
}
