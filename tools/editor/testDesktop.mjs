// node tools/editor/testDesktop.mjs [GREP]: the suite of test/editor in a desktop VS Code, which is downloaded unless
// VSCODE_EXECUTABLE names one. CODE_VERSION picks the version (default: the one the packaged VS Code has).
import { createRequire } from 'node:module';
import { bundleSuite } from './bundleSuite.mjs';
import { MissingPart, runTool } from './missingPart.mjs';
import { root } from './paths.mjs';
import { copySuiteWorkspace } from './suiteWorkspace.mjs';
import { withTemporaryFolder } from './temporaryFolder.mjs';

const { runTests } = createRequire(import.meta.url)('@vscode/test-electron');

await runTool(async () => {
  const tests = await bundleSuite();
  return withTemporaryFolder(async (workspace) => {
    copySuiteWorkspace(workspace);
    const executable = process.env.VSCODE_EXECUTABLE;
    const grep = process.argv[2];
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
