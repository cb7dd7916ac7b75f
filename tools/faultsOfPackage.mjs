import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { galleryFaults } from './galleryFaults.mjs';
import { root } from './paths.mjs';

/** @param {string} vsix the extension's package @returns {string[]} what galleries would refuse, as sentences. */
export function faultsOfPackage(vsix) {
  const read = (name) => readFileSync(path.join(root, name), 'utf8');
  const manifest = JSON.parse(read('package.json'));
  const icon = path.join(root, manifest.icon ?? 'icon.png');
  return galleryFaults({
    manifest,
    words: JSON.parse(read('package.nls.json')),
    readme: read('README.md'),
    changelog: read('CHANGELOG.md'),
    icon: existsSync(icon) ? readFileSync(icon) : undefined,
    has: (file) => existsSync(path.join(root, file)),
    size: statSync(vsix).size - sizeOfTranslations(),
  });
}

/** Bytes that they take in the package, but for the names of the files. */
function sizeOfTranslations() {
  const manifests = readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name));
  const words = readdirSync(path.join(root, 'dist/l10n')).map((name) => path.join('dist/l10n', name));
  return [...manifests, ...words].reduce(
    (sum, name) => sum + deflateRawSync(readFileSync(path.join(root, name))).length,
    0,
  );
}
