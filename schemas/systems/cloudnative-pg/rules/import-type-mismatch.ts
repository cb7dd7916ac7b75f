import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** What `microservice` and `monolith` take. */
export const importTypeMismatch: Rule = {
  id: 'cloudnative-pg/import-type-mismatch',
  severity: 'error',
  kinds: ['Cluster'],
  help: `\`microservice\` takes over one database and no roles, because everything is to belong to the new owner.
\`monolith\` takes over databases and roles as they are: at least one database, \`"*"\` for all of them but then alone, and no
statements afterwards, because there is no application's database. The webhook refuses anything else. Change the type, or what
does not fit it.`,
  source: webhook('cluster', 387),
  *check({ spec }) {
    const node = spec.at('bootstrap', 'initdb', 'import');
    if (node.at('type').value === 'microservice') yield* microservice(node);
    if (node.at('type').value === 'monolith') yield* monolith(node);
  },
};

function* microservice(node: ManifestNode): Iterable<Finding> {
  const databases = node.at('databases');
  const roles = node.at('roles');
  const names = textItems(databases);
  const [first] = names;
  if (databases.kind === 'list' && databases.items().length !== 1) {
    const title = say`Take over all of them (\`monolith\`)`;
    const edits = [{ do: 'set', node: node.at('type'), value: 'monolith' }] as const;
    yield {
      node: databases,
      mark: 'key',
      message: say`\`microservice\` takes over one database, and here are ${databases.items().length}: it is refused. Name one, or use \`monolith\`.`,
      fixes: names.length > 1 ? [{ title, edits, safe: false }] : [],
    };
  } else if (first?.[0].includes('*')) {
    const message = say`\`microservice\` takes over one database, so "${first[0]}" is refused: write its name.`;
    yield { node: first[1], message };
  }
  if (roles.items().length > 0) {
    yield {
      node: roles,
      mark: 'key',
      message: say`\`microservice\` takes over no roles, so \`roles\` is refused: everything belongs to the new owner. Remove it, or use \`monolith\`.`,
      fixes: [{ title: say`Remove \`roles\``, edits: [{ do: 'remove', node: roles }], safe: false }],
    };
  }
}

function* monolith(node: ManifestNode): Iterable<Finding> {
  const databases = node.at('databases');
  const statements = node.at('postImportApplicationSQL');
  const owner = node.parent?.at('owner');
  if (databases.kind === 'list' && databases.items().length === 0) {
    yield {
      node: databases,
      mark: 'key',
      message: say`\`monolith\` without a database is refused: name those to take over, or \`"*"\` for all.`,
      fixes: [
        { title: say`Take over all databases`, edits: [{ do: 'set', node: databases, value: ['*'] }], safe: false },
      ],
    };
  }
  yield* starAmongOthers(databases);
  yield* starAmongOthers(node.at('roles'));
  if (statements.items().length > 0) {
    yield {
      node: statements,
      mark: 'key',
      message: say`\`monolith\` has no application's database to run statements in, so \`postImportApplicationSQL\` is refused: remove it.`,
      fixes: [
        { title: say`Remove \`postImportApplicationSQL\``, edits: [{ do: 'remove', node: statements }], safe: false },
      ],
    };
  }
  const database = node.parent?.at('database');
  if (owner && textOf(owner) && database && !textOf(database) && !isPlaceholder(database)) {
    yield {
      node: owner,
      mark: 'key',
      message: say`\`monolith\` makes no application's database, so an \`owner\` without \`database\` is refused: remove it, or name the database too.`,
      fixes: [{ title: say`Remove \`owner\``, edits: [{ do: 'remove', node: owner }], safe: false }],
    };
  }
}

function* starAmongOthers(list: ManifestNode): Iterable<Finding> {
  const items = textItems(list);
  const star = items.find(([text]) => text === '*');
  if (!star || items.length < 2) return;
  const others = items.filter(([text]) => text !== '*').map(([, node]) => ({ do: 'remove', node }) as const);
  yield {
    node: star[1],
    message: say`\`"*"\` means all of them, so it is refused beside other names: keep it alone, or name each.`,
    fixes: [
      { title: say`Keep \`"*"\` alone`, edits: others, safe: false },
      { title: say`Keep only the names`, edits: [{ do: 'remove', node: star[1] }], safe: false },
    ],
  };
}
