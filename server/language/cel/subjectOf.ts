import type { Ast } from './ast.ts';
import { unescapeName } from './escapedNames.ts';

/**
 * The field that an expression is about, from a variable on: what all that it reads of the variable has in common. Empty if
 * that is nothing, or the variable as a whole.
 */
export function subjectOf(ast: Ast, variable: string): readonly string[] {
  const [first = [], ...others] = pathsIn(ast, variable);
  return others.reduce((common, path) => common.slice(0, lengthInCommon(common, path)), first);
}

function lengthInCommon(a: readonly string[], b: readonly string[]): number {
  const difference = a.findIndex((step, index) => step !== b[index]);
  return difference < 0 ? a.length : difference;
}

/** Of each place where the variable stands, the fields that are selected from it. */
function pathsIn(ast: Ast, variable: string): (readonly string[])[] {
  const path = pathOf(ast, variable);
  if (path !== undefined) return [path];
  return partsOf(ast).flatMap((part) => pathsIn(part, variable));
}

/** `undefined`: it is no chain of fields from the variable on. */
function pathOf(ast: Ast, variable: string): readonly string[] | undefined {
  if (ast.kind === 'name') return ast.name === variable ? [] : undefined;
  const step = ast.kind === 'select' ? unescapeName(ast.name) : literalKey(ast);
  const before = ast.kind === 'select' || ast.kind === 'index' ? pathOf(ast.of, variable) : undefined;
  return before === undefined || step === undefined ? undefined : [...before, step];
}

function literalKey(ast: Ast): string | undefined {
  if (ast.kind !== 'index' || ast.key.kind !== 'literal') return undefined;
  return typeof ast.key.value === 'string' ? ast.key.value : undefined;
}

function partsOf(ast: Ast): readonly Ast[] {
  switch (ast.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'select':
      return [ast.of];
    case 'index':
      return [ast.of, ast.key];
    case 'call':
      return ast.of === undefined ? ast.parameters : [ast.of, ...ast.parameters];
    case 'logic':
      return ast.terms;
    case 'conditional':
      return [ast.test, ast.then, ast.otherwise];
    case 'list':
      return ast.items.map(({ value }) => value);
    case 'map':
      return ast.entries.flatMap(({ key, value }) => [key, value]);
  }
}
