import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the repository of a file of the project; absent for packages. */
  readonly file?: string;
  /** Leaves nothing behind in the compiled file. */
  readonly typeOnly: boolean;
  /** `import()`: loaded when it is reached, not at the start. */
  readonly lazy: boolean;
  /** From 1. */
  readonly line: number;
}

export interface SourceFile {
  /** From the repository, `/` between folders. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Files below folders of the repository, TypeScript unless other endings are asked for, parsed. */
export function readSourceFiles(
  root: string,
  folders: readonly string[],
  endings: readonly string[] = ['.ts'],
): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => endings.includes(path.extname(name)) && !name.split(path.sep).includes('node_modules'))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .sort()
      .map((file) => parseOnce(root, file)),
  );
}

const parsed = new Map<string, SourceFile>();

/** Several tests look at the same files, and parsing all of them takes seconds. */
function parseOnce(root: string, file: string): SourceFile {
  const place = path.join(root, file);
  const found = parsed.get(place) ?? parse(file, readFileSync(place, 'utf8'));
  parsed.set(place, found);
  return found;
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** A node and everything below it, in written order. */
export function* descendants(node: ts.Node): Generator<ts.Node> {
  // Not by calling itself: each node would pass through a generator of every node above it.
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    const children: ts.Node[] = [];
    ts.forEachChild(next, (child) => void children.push(child));
    waiting.push(...children.reverse());
  }
}

function parse(file: string, text: string): SourceFile {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const add = (from: ts.Node, specifier: ts.Expression | undefined, typeOnly: boolean, lazy = false): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const relative = specifier.text.startsWith('.');
    imports.push({
      specifier: specifier.text,
      ...(relative ? { file: path.posix.join(path.posix.dirname(file), specifier.text) } : {}),
      typeOnly,
      lazy,
      line: lineOf(tree, from),
    });
  };
  for (const node of descendants(tree)) {
    if (ts.isImportDeclaration(node))
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false, true);
  }
  return { path: file, tree, imports };
}
