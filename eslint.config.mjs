import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { saidValues } from './tools/lint/saidValues.mjs';
import { screenDoor } from './tools/lint/screenDoor.mjs';

/** Layers that the compiler's project references cannot hold apart; see ARCHITECTURE.md, "Imports". */
const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const node = { regex: '^node:', message: 'This layer is pure: what it needs from outside is a parameter.' };
const yaml = { regex: '^(js-)?yaml(/|$)', message: 'Only server/language/yaml knows the YAML libraries.' };
const ajv = {
  regex: '^ajv(/|$)',
  message: 'ajv belongs in the tests, and in the thread that compares values of charts.',
};
const editor = { regex: '^vscode(-|$)', message: 'Only client/ and server/host/ know editors.' };
const cluster = { regex: '^@kubernetes/', message: 'Only client/cluster/createClusters.ts talks to a cluster.' };

/** No expression costs more than its text is long: what it reads comes from strangers. See CONTRIBUTING.md, "Style". */
const linear = {
  'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
  'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
};

const namedExports = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
/** Every argument of a call lies on the stack, which a list of a hundred thousand overflows. */
const spread = {
  selector:
    'CallExpression[callee.property.name=/^(?:push|unshift|splice|concat|max|min|fromCharCode|fromCodePoint|of)$/] > SpreadElement.arguments',
  message: 'A list of any length is no list of arguments: loop, concat or flatMap.',
};
/** What is copied is pasted into terminals: client/ui/clipboard.ts looks at it before, and takes secrets off again. */
const clipboardDoor = {
  selector:
    "MemberExpression[property.name='clipboard'][object.property.name='env'], MemberExpression[property.name='clipboard'][object.name='env'], ImportSpecifier[imported.name='env']",
  message: 'What is copied goes through client/ui/clipboard.ts.',
};
const handler = {
  selector:
    "CallExpression[callee.property.name=/^on[A-Z]/][callee.object.property.name='connection'], CallExpression[callee.property.name=/^on[A-Z]/][callee.object.name='connection']",
  message: 'Messages come in by the door, which guards against what they hold.',
};
/** What never becomes so keeps a whole run from its end. */
const endlessWait = {
  selector: ':matches(WhileStatement, DoWhileStatement):not(:has(> BlockStatement)):has(AwaitExpression)',
  message: 'test/support/until.ts waits, and fails when the time is over.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', '**/node_modules/**', '*.mjs'] },
  {
    // Scripts: `tsconfig.scripts.json` has their types.
    files: ['tools/**/*.mjs', 'test/bench/**/*.mjs'],
    extends: tseslint.configs.strict,
    languageOptions: { ecmaVersion: 2023, sourceType: 'module' },
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', namedExports],
    },
  },
  {
    files: ['**/*.ts'],
    extends: tseslint.configs.strictTypeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { regexp, said: { rules: { values: saidValues } } },
    rules: {
      ...linear,
      'said/values': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', namedExports],
    },
  },
  { files: ['schemas/**/*.ts'], rules: forbid([node, yaml, ajv, editor, cluster]) },
  { files: ['schemas/**/*.data.ts', 'schemas/vocabulary/parameters/**'], rules: { 'max-lines': 'off' } },
  { files: ['server/language/**/*.ts'], rules: forbid([node, yaml, ajv, editor, cluster]) },
  { files: ['server/language/yaml/**/*.ts'], rules: forbid([node, ajv, editor, cluster]) },
  { files: ['server/host/**/*.ts'], rules: forbid([yaml, ajv, cluster]) },
  { files: ['server/host/judge/{judgeOf,valueFaults}.ts'], rules: forbid([yaml, cluster]) },
  {
    files: ['schemas/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', namedExports, spread] },
  },
  {
    // A promise that nobody waits for ends the process when it fails: `Door.run` is there for them.
    files: ['server/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      'no-restricted-syntax': ['error', namedExports, spread, handler],
    },
  },
  {
    files: ['server/host/lsp/door.ts', 'server/host/lsp/startLanguageServer.ts'],
    rules: { 'no-restricted-syntax': ['error', namedExports, spread] },
  },
  {
    files: ['client/**/*.ts'],
    rules: {
      ...forbid([yaml, ajv, cluster]),
      'no-restricted-syntax': ['error', namedExports, clipboardDoor, ...screenDoor],
    },
  },
  { files: ['client/screen/**'], rules: { 'no-restricted-syntax': ['error', namedExports, clipboardDoor] } },
  { files: ['client/ui/clipboard.ts'], rules: { 'no-restricted-syntax': ['error', namedExports, ...screenDoor] } },
  { files: ['client/cluster/createClusters.ts'], rules: forbid([yaml, ajv]) },
  {
    // What they read is our own, or what npm installed.
    files: ['tools/**/*.ts'],
    rules: { 'regexp/no-super-linear-backtracking': 'off', 'regexp/no-super-linear-move': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'said/values': 'off',
      // What tests read they have written themselves.
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
      // node:test returns promises that nobody awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: ['test', 'describe', 'it', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 600, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', namedExports, endlessWait],
      ...forbid([{ regex: '^fast-check$', message: 'test/support/fastCheck.ts, so that a run can be repeated.' }]),
    },
  },
  { files: ['test/support/until.ts'], rules: { 'no-restricted-syntax': ['error', namedExports] } },
  { files: ['test/support/fastCheck.ts'], rules: { 'no-restricted-imports': 'off' } },
);
