import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of what the build makes other things than code: documentation of Kubernetes' types becomes help. */
const alsoUsed = ['node_modules/kubernetes-models'];

/** Of what we ported parts, the licence lies beside them. */
const ported = join(import.meta.dirname, '../server/language/yaml/libyaml/LICENSE');

/** Licences that fit the project's own, MIT. */
const fitting = /^(?:MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|0BSD)$/;

const kubernetes = `Help texts for fields of the Kubernetes API come from its documentation, Copyright The Kubernetes Authors, under the Apache
License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0), whose text stands below with @kubernetes/client-node.`;

/**
 * THIRD-PARTY-NOTICES: every package of which something is in the bundles, with the text of its licence.
 * @param {string} root folder that the paths of the metafiles count from.
 * @param {import('esbuild').Metafile[]} metafiles of all bundles.
 * @throws {Error} for a package whose licence does not fit, or is not known.
 */
export function thirdPartyNotices(root, metafiles) {
  const folders = new Set([...alsoUsed, ...metafiles.flatMap(bundledPackages)]);
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  packages.push({ name: 'libyaml', version: 'in parts', license: 'MIT', text: readFileSync(ported, 'utf8').trim() });
  const texts = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const sections = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { license, text }]) => `${'='.repeat(80)}\n${title} (${license})\n${'='.repeat(80)}\n\n${text}\n`);
  return `Database Manifests for Kubernetes contains the software below.\n\n${kubernetes}\n\n${sections.join('\n')}`;
}

/** Folders of packages, of which at least a byte is in an output. */
function bundledPackages({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
      const [, folder] = /^(?:[a-z]+:)?((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
      return folder && bytesInOutput > 0 ? [folder] : [];
    }),
  );
}

function readPackage(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!fitting.test(license)) throw new Error(`the licence of ${name} ${version} is ${license}: does it fit MIT?`);
  const text = licenseFile(folder) ?? licenseSection(folder) ?? (license === 'MIT' && author && mit(author));
  if (!text) throw new Error(`${name} ${version} brings no text of its licence.`);
  return { name, version, license, text: text.replaceAll('\r\n', '\n').trim() };
}

function licenseFile(folder) {
  const names = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(name));
  return names.length > 0 ? names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n\n') : undefined;
}

/** Some packages have it in their README, as its last section. */
function licenseSection(folder) {
  const readme = readdirSync(folder).find((name) => /^readme/i.test(name));
  const text = readme && readFileSync(join(folder, readme), 'utf8');
  return text ? /^#+ *licen[cs]e *\n([^]*permission is hereby granted[^]*)$/im.exec(text)?.[1] : undefined;
}

/** For a package that says MIT and by whom, and brings no text. */
function mit(author) {
  const holder = typeof author === 'string' ? author : author.name;
  return `The MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
