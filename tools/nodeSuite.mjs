// node tools/nodeSuite.mjs [FILTER]: the test files that need nothing but Node.
import { availableParallelism } from 'node:os';
import { runTestFiles, testFiles } from './nodeTests.mjs';
import { runSuiteScript } from './suiteScript.mjs';

const usage = `node tools/nodeSuite.mjs [FILTER]

The test files that need nothing but Node, as they were built (npm run build).

  FILTER  only test files whose path holds it`;

await runSuiteScript({ usage, positionals: 1 }, ({ positionals: [filter = ''] }) =>
  runTestFiles(testFiles(filter), { concurrency: Math.max(2, availableParallelism()) }),
);
