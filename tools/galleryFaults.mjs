/**
 * What Visual Studio Marketplace, Open VSX and npm would refuse, or show badly. https://code.visualstudio.com/api/working-with-extensions/publishing-extension,
 * https://github.com/EclipseFdn/open-vsx.org/wiki/Publishing-Extensions, https://docs.npmjs.com/cli/configuring-npm/package-json
 */

/** Of the Marketplace; others are put aside without a word. */
const categories = new Set(
  'AI|Azure|Chat|Data Science|Debuggers|Education|Extension Packs|Formatters|Keymaps|Language Packs|Linters|Machine Learning|Notebooks|Other|Programming Languages|SCM Providers|Snippets|Testing|Themes|Visualization'.split(
    '|',
  ),
);

/** Bytes of the extension's package without translations. What grows has to say why. */
const largestPackage = 3_000_000;

/**
 * @param {{
 *   manifest: any, words: Record<string, string>, readme: string, changelog: string, icon: Uint8Array | undefined,
 *   has: (file: string) => boolean, size?: number
 * }} given `words`: package.nls.json. `has`: whether a file is in the package. `size`: of the package without translations, in bytes.
 * @returns {string[]} sentences; none: all three take it.
 */
export function galleryFaults({ manifest, words, readme, changelog, icon, has, size }) {
  const word = (text = '') => text.replace(/^%(.+)%$/, (_, key) => words[key] ?? '');
  const { publisher = '', name = '', version = '', keywords = [], engines = {}, devDependencies = {} } = manifest;
  const faults = [];
  const expect = (isRight, sentence) => void (isRight || faults.push(sentence));

  expect(/^[a-z0-9][a-z0-9-]*$/i.test(publisher), `package.json: "publisher" is no id of a publisher.`);
  expect(/^[a-z0-9][a-z0-9._-]{0,213}$/.test(name), `package.json: "name" is no name of a package.`);
  expect(
    /^\d+\.\d+\.\d+$/.test(version),
    `package.json: "version" is not three numbers; the Marketplace takes nothing behind them.`,
  );
  expect(word(manifest.displayName) !== '', `package.json: "displayName" is missing.`);
  const description = word(manifest.description);
  expect(description !== '' && description.length <= 200, `package.json: "description" has 1 to 200 characters.`);
  expect(
    typeof manifest.license === 'string' && has('LICENSE'),
    `The licence is missing: "license" in package.json, and LICENSE.`,
  );
  expect(keywords.length <= 30, `package.json: of "keywords" the Marketplace takes 30.`);
  for (const category of manifest.categories ?? [])
    expect(categories.has(category), `package.json: "${category}" is no category of the Marketplace.`);

  const typed = devDependencies['@types/vscode'];
  const runs = engines.vscode?.replace(/^\^/, '');
  expect(
    typed === undefined || typed === runs,
    `package.json: engines.vscode is ${runs}, and the types are those of ${typed}.`,
  );

  const [width, height] = icon ? pngSize(icon) : [0, 0];
  expect(width >= 128 && width === height, `The icon is no square PNG of 128 pixels at least.`);
  for (const [, address = ''] of readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)) {
    expect(!/\.svg(?:$|\?)/i.test(address), `README.md: ${address} is SVG, which the Marketplace refuses.`);
    if (/^https:/.test(address)) continue;
    expect(!/^[a-z][a-z+.-]*:/i.test(address), `README.md: ${address} has to be https, or a file of the package.`);
    expect(has(address), `README.md: ${address} is not in the package.`);
  }
  expect(changelog.includes(`\n## ${version}\n`), `CHANGELOG.md has no section "${version}".`);
  if (size !== undefined)
    expect(
      size < largestPackage,
      `The package has ${size} bytes without translations; it stays below ${largestPackage}.`,
    );
  return faults;
}

/** @param {Uint8Array} file @returns {[width: number, height: number]} in pixels; 0, 0: it is no PNG. */
function pngSize(file) {
  const bytes = Buffer.from(file);
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return [0, 0];
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
