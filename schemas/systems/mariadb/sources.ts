/** Where facts about the operator were read. */

const tree = 'https://github.com/mariadb-operator/mariadb-operator/blob/v26.6.0';

/** What is refused when a resource is created or changed. */
export function webhook(kind: string, line: number): string {
  return `${tree}/internal/webhook/v1alpha1/${kind}_webhook.go#L${String(line)}`;
}

/** Types, their defaults and what the webhook asks of them. */
export function types(name: string, line: number): string {
  return `${tree}/api/v1alpha1/${name}_types.go#L${String(line)}`;
}

export function code(path: string, line: number): string {
  return `${tree}/${path}#L${String(line)}`;
}

export function manual(page: string): string {
  return `${tree}/docs/${page}`;
}
