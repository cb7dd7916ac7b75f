// In `` say`...${value}` `` a value is data: a name, a number, a version. Words of ours stand in the literal, where translations are
// found, or are said with `say` themselves: a switched word fits no other language.

const letter = /\p{Letter}/u;
/** Names have no blanks; what has some beside letters is for a reader. */
const prose = /\p{Letter}\s|\s\p{Letter}/u;

/** Longest chain of constants and functions that is followed: they may name each other. */
const farthest = 5;

export const saidValues = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { words: 'Words inside of `say` are said with `say` themselves, best in a sentence of their own.' },
  },
  create(context) {
    const { sourceCode } = context;

    /** The node with words in it that a value may turn out to be. */
    function wordsOf(node, pattern, far = 0) {
      const first = (nodes, of = pattern, steps = far) =>
        nodes.reduce((found, each) => found ?? wordsOf(each, of, steps), undefined);
      switch (node?.type) {
        case 'Literal':
          return typeof node.value === 'string' && pattern.test(node.value) ? node : undefined;
        case 'TemplateLiteral':
          if (node.quasis.some(({ value }) => pattern.test(value.cooked))) return node;
          return first(node.expressions);
        case 'ConditionalExpression':
          return first([node.consequent, node.alternate]);
        case 'LogicalExpression':
        case 'BinaryExpression':
          return first([node.left, node.right]);
        case 'TSAsExpression':
        case 'TSSatisfiesExpression':
          return first([node.expression]);
        case 'ArrayExpression':
          return first(node.elements, prose);
        case 'CallExpression':
          return ofCall(node, far);
        case 'Identifier':
          return far < farthest ? first(definitionsOf(node), prose, far + 1) : undefined;
        default:
          return undefined;
      }
    }

    function ofCall({ callee, arguments: given }, far) {
      if (callee.type === 'MemberExpression') {
        const isJoin = callee.property.name === 'join';
        return isJoin ? (wordsOf(given[0], letter, far) ?? wordsOf(callee.object, prose, far)) : undefined;
      }
      if (callee.type !== 'Identifier' || far >= farthest) return undefined;
      const inList = /^(listed|joined|fewOf)$/.test(callee.name) ? wordsOf(given[0], prose, far) : undefined;
      return definitionsOf(callee).reduce((found, each) => found ?? wordsOf(each, prose, far + 1), inList);
    }

    /** What a constant of the file is, and what a function of the file returns. */
    function definitionsOf(identifier) {
      const [definition] = variableOf(identifier)?.defs ?? [];
      const node = definition?.node;
      if (node?.type === 'FunctionDeclaration') return returnsOf(node.body);
      if (node?.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return [];
      const { init } = node;
      if (init?.type !== 'ArrowFunctionExpression') return init ? [init] : [];
      return init.body.type === 'BlockStatement' ? returnsOf(init.body) : [init.body];
    }

    function variableOf(identifier) {
      for (let scope = sourceCode.getScope(identifier); scope; scope = scope.upper) {
        const found = scope.set.get(identifier.name);
        if (found) return found;
      }
      return undefined;
    }

    function returnsOf(node) {
      if (node.type === 'ReturnStatement') return node.argument ? [node.argument] : [];
      if (/Function/.test(node.type)) return [];
      return (sourceCode.visitorKeys[node.type] ?? [])
        .flatMap((key) => node[key] ?? [])
        .flatMap((child) => (child ? returnsOf(child) : []));
    }

    return {
      TaggedTemplateExpression({ tag, quasi }) {
        if (tag.type !== 'Identifier' || tag.name !== 'say') return;
        for (const value of quasi.expressions) {
          const node = wordsOf(value, letter);
          if (node) context.report({ node: value, messageId: 'words' });
        }
      },
    };
  },
};
