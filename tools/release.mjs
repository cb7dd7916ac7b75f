// npm run release -- VERSION [--write]: what a release changes, and with --write changes it and makes the packages.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runProgram } from './processGroup.mjs';
import { MissingPart, WrongUse, runScript } from './runScript.mjs';
import { isLaterRelease, releaseChangelog } from './releaseTexts.mjs';

const usage = `npm run release -- VERSION [--write]

Prints what VERSION will say of itself. With --write it puts version and day into package.json, package-lock.json and
CHANGELOG.md, makes the packages and checks what galleries ask for. It commits, tags and publishes nothing: the commands for
that are printed.

  --write  change the files`;

await runScript(
  { usage, options: { write: { type: 'boolean' } }, positionals: 1 },
  async ({ values: { write }, positionals: [version] }) => {
    if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version))
      throw new WrongUse('Write a version of three numbers: 1.2.0.');
    const file = (name) => path.join(root, name);
    const manifest = readFileSync(file('package.json'), 'utf8');
    const current = JSON.parse(manifest).version;
    if (!isLaterRelease(current, version))
      throw new WrongUse(`${version} is older than ${current}, which package.json has.`);
    const day = new Date().toISOString().slice(0, 10);
    const released = releaseChangelog(readFileSync(file('CHANGELOG.md'), 'utf8'), version, day);
    if ('problem' in released) throw new MissingPart(released.problem);
    console.log(`## ${version} - ${day}\n\n${released.notes}\n`);
    if (!write) return;
    for (const name of ['package.json', 'package-lock.json']) {
      const text = readFileSync(file(name), 'utf8');
      // In the lock file the version of the project stands twice, both before that of any package.
      let left = name === 'package.json' ? 1 : 2;
      writeFileSync(
        file(name),
        text.replaceAll(`"version": "${current}"`, (found) => (left-- > 0 ? `"version": "${version}"` : found)),
      );
    }
    writeFileSync(file('CHANGELOG.md'), released.changelog);
    const { status } = await runProgram(process.execPath, [file('tools/package.mjs')], { cwd: root });
    if (status !== 0)
      throw new MissingPart('The packages are not right yet. Nothing was published; the files are changed.');
    console.log(`
Nothing is published yet. Look at the difference, then:
  git commit -am "Release ${version}" && git tag v${version}
  npx vsce publish --packagePath db-manifests.vsix
  npx ovsx publish db-manifests.vsix
  npm publish db-manifests.tgz`);
  },
);
