// node tools/editor/testDesktop.mjs [GREP]: the suite of test/editor in a desktop VS Code, which is downloaded unless
// VSCODE_EXECUTABLE names one. CODE_VERSION picks the version (default: the one the packaged VS Code has).
import { createRequire } from 'node:module';
import { root } from '../paths.mjs';
import { MissingPart, requireModules, runScript } from '../runScript.mjs';
import { withTemporaryFolder } from '../withTemporaryFolder.mjs';
import { bundleSuite } from './bundleSuite.mjs';
import { copySuiteWorkspace } from './copySuiteWorkspace.mjs';

const usage = `npm run test:desktop [-- WORDS]

The suite of test/editor in a desktop VS Code, which is downloaded unless VSCODE_EXECUTABLE names one. CODE_VERSION picks the
version. Tests what stands in dist/ (npm run build).

  WORDS  only tests whose name holds them`;

await runScript({ usage, positionals: 1 }, async ({ positionals: [grep] }) => {
  requireModules();
  const { runTests } = createRequire(import.meta.url)('@vscode/test-electron');
  const tests = await bundleSuite();
  return withTemporaryFolder(async (workspace) => {
    copySuiteWorkspace(workspace);
    const executable = process.env.VSCODE_EXECUTABLE;
    try {
      await runTests({
        ...(executable ? { vscodeExecutablePath: executable } : { version: process.env.CODE_VERSION ?? '1.139.1' }),
        extensionDevelopmentPath: process.env.EXTENSION_PATH ?? root,
        extensionTestsPath: tests,
        launchArgs: [workspace, '--disable-extensions'],
        extensionTestsEnv: { ...(grep ? { MOCHA_GREP: grep } : {}) },
      });
    } catch (error) {
      throw withRemedy(error);
    }
  });
});

function withRemedy(error) {
  if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(String(error))) return error;
  return new MissingPart(
    `VS Code cannot be downloaded (${error.message}): set VSCODE_EXECUTABLE to an installed one, or run npm run test:editor, which takes it from the npm registry.`,
  );
}
