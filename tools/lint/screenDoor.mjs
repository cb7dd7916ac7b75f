// What ESLint refuses in client/ outside of client/screen/, the one door to the screen: selectors of `no-restricted-syntax`.

const say = 'Foreign text becomes inert in client/screen/ only: use what is there.';
const named = "`vscode` is written out, so that what shows something can be found: `import * as vscode from 'vscode'`.";

/** What is read of `vscode.window`; everything else of it shows something. */
const readable = '/^(activeTextEditor|visibleTextEditors|activeTerminal|terminals|state|tabGroups|onDid\\w+)$/';
/** Things with texts that the editor shows. */
const looks =
  '/^(TreeItem|CodeLens|MarkdownString|Diagnostic|InlayHint|Hover|CompletionItem|CodeAction|StatusBarItem|QuickInputButtons|NotebookCellOutput|TextEdit)$/';
const pages = '/^(vscode\\.(diff|open|openWith|changes|previewHtml)|markdown\\.show\\w+|simpleBrowser\\.\\w+)$/';

export const screenDoor = [
  [`MemberExpression[object.object.name='vscode'][object.property.name='window'][property.name!=${readable}]`, say],
  [`MemberExpression[object.object.name='vscode'][object.property.name='window'][computed=true]`, say],
  // `const { showErrorMessage } = vscode.window`, `const w = vscode.window`, `use(vscode.window)`
  [`:not(MemberExpression) > MemberExpression[object.name='vscode'][property.name='window']`, say],
  [
    `MemberExpression[object.name='vscode'][property.name='l10n']`,
    'Texts are said with `say` of client/screen/say.ts.',
  ],
  [`MemberExpression[object.object.name='vscode'][object.property.name='languages'][property.name!='match']`, say],
  [`:not(MemberExpression) > MemberExpression[object.name='vscode'][property.name='languages']`, say],
  // Not used by now; each of them shows texts in a place of its own.
  [`MemberExpression[object.name='vscode'][property.name=/^(comments|tests|scm|tasks|debug|notebooks|chat|lm)$/]`, say],
  [`NewExpression[callee.object.name='vscode'][callee.property.name=${looks}]`, say],
  [`CallExpression[callee.property.name='executeCommand'][arguments.0.value=${pages}]`, say],
  [
    `Property[key.name=/^(isTrusted|supportHtml|supportThemeIcons)$/][value.value!=false]`,
    'Nothing that we show may run commands.',
  ],
  [`MemberExpression[object.name='vscode'][computed=true]`, named],
  // `const editor = vscode`, `const { window } = vscode`, `use(vscode)`
  [`:not(MemberExpression, ImportNamespaceSpecifier, TSQualifiedName) > Identifier[name='vscode']`, named],
  [`ImportDeclaration[source.value='vscode'][importKind='value'] > ImportSpecifier[importKind='value']`, named],
  [`ImportDeclaration[source.value='vscode'] > ImportDefaultSpecifier`, named],
  [`ImportDeclaration[source.value='vscode'] > ImportNamespaceSpecifier[local.name!='vscode']`, named],
  [`ImportExpression[source.value='vscode']`, named],
  [`ExportNamedDeclaration[source.value='vscode'], ExportAllDeclaration[source.value='vscode']`, named],
  [`CallExpression[callee.name='require'][arguments.0.value='vscode']`, named],
].map(([selector, message]) => ({ selector, message }));
