import ts from 'typescript';

/** One small fault that could be in a compiled file. */
export interface Mutant {
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly by: string;
}

type Change = readonly [node: ts.Node, by: string];

const operators = new Map<ts.SyntaxKind, readonly string[]>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
  [ts.SyntaxKind.AsteriskToken, ['/']],
  [ts.SyntaxKind.SlashToken, ['*']],
  [ts.SyntaxKind.PercentToken, ['*']],
  [ts.SyntaxKind.PlusEqualsToken, ['-=']],
  [ts.SyntaxKind.MinusEqualsToken, ['+=']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.InKeyword, []],
]);

/** Methods that are easily taken for each other. */
const methods: Readonly<Record<string, string>> = {
  ...{ some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith' },
  ...{ indexOf: 'lastIndexOf', lastIndexOf: 'indexOf', min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' },
};

/**
 * Faults in conditions, comparisons, arithmetic, returns, literals and calls, in written order. Text for people is left alone: no
 * test should repeat it. A mutant may be as right as the original; that is for a person to see.
 * @param text JavaScript
 */
export function mutantsOf(text: string): Mutant[] {
  const tree = ts.createSourceFile('mutated.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isLeftAlone(node)) return;
    for (const [of, by] of changesOf(node)) mutants.push({ start: of.getStart(tree), end: of.end, by });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants.sort((one, other) => one.start - other.start || one.end - other.end);
}

function isLeftAlone(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isThrowStatement(node) ||
    // `say`, `markdown`: sentences.
    ts.isTaggedTemplateExpression(node)
  );
}

function changesOf(node: ts.Node): readonly Change[] {
  if (ts.isBinaryExpression(node)) return changedOperator(node);
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return decided(node.expression, ts.isIfStatement(node));
  if (ts.isConditionalExpression(node)) return decided(node.condition, true);
  if (ts.isForStatement(node) && node.condition) return decided(node.condition, false);
  if (ts.isPrefixUnaryExpression(node)) return changedPrefix(node);
  if (ts.isPostfixUnaryExpression(node))
    return [[node, node.operand.getText() + (node.operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++')]];
  if (ts.isReturnStatement(node) && node.expression && !isNothing(node.expression))
    return [[node.expression, 'undefined']];
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && !isNothing(node.body)) return [[node.body, 'undefined']];
  if (ts.isExpressionStatement(node) && isCall(node.expression)) return [[node, ';']];
  if (ts.isCallExpression(node)) return changedCall(node);
  return changedLiteral(node);
}

/** Returned or not, callers see the same; `false` is changed as a literal. */
function isNothing(node: ts.Node): boolean {
  return ['undefined', 'false', 'null'].includes(node.getText());
}

/** Always as if the condition held, and never; a loop that never ends tells nothing. */
function decided(condition: ts.Expression, either: boolean): readonly Change[] {
  return either
    ? [
        [condition, 'true'],
        [condition, 'false'],
      ]
    : [[condition, 'false']];
}

function changedOperator(node: ts.BinaryExpression): readonly Change[] {
  const { left, operatorToken, right } = node;
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return [[node, `(${left.getText()})`]];
  // A text is put together.
  const isText = [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
  if (isText && operatorToken.kind === ts.SyntaxKind.PlusToken) return [];
  return (operators.get(operatorToken.kind) ?? []).map((by): Change => [operatorToken, by]);
}

function changedPrefix(node: ts.PrefixUnaryExpression): readonly Change[] {
  const operand = node.operand.getText();
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken:
      return [[node, `!!${operand}`]];
    case ts.SyntaxKind.MinusToken:
      return [[node, `+${operand}`]];
    case ts.SyntaxKind.PlusPlusToken:
      return [[node, `--${operand}`]];
    case ts.SyntaxKind.MinusMinusToken:
      return [[node, `++${operand}`]];
    default:
      return [];
  }
}

function isCall(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.kind !== ts.SyntaxKind.SuperKeyword;
}

function changedCall({ expression, arguments: [first] }: ts.CallExpression): readonly Change[] {
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const other = Object.hasOwn(methods, expression.name.text) ? methods[expression.name.text] : undefined;
  if (other !== undefined) return [[expression.name, other]];
  if (expression.name.text !== 'filter' || first === undefined) return [];
  return [[first, '() => true']];
}

function changedLiteral(node: ts.Node): readonly Change[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, 'true']];
  if (ts.isNumericLiteral(node)) return [[node, String(Number(node.text) + 1)]];
  if (!ts.isStringLiteral(node) || isName(node)) return [];
  return [[node, node.text === '' ? "'mutant'" : "''"]];
}

/** The name of a property, or a directive such as 'use strict'. */
function isName(node: ts.StringLiteral): boolean {
  return (ts.isPropertyAssignment(node.parent) && node.parent.name === node) || ts.isExpressionStatement(node.parent);
}
