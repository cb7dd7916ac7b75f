/** Where facts about the two operators were read. */

const tree = 'https://github.com/pingcap/tidb-operator/blob/v1.6.6/pkg';

/** The operator's own checks, whose outcome is the event `FailedValidation`. */
export function validation(line: number): string {
  return `${tree}/apis/pingcap/v1alpha1/validation/validation.go#L${String(line)}`;
}

export function code(path: string, line?: number): string {
  return `${tree}/${path}${line === undefined ? '' : `#L${String(line)}`}`;
}

export function manual(page: string): string {
  return `https://docs.pingcap.com/tidb-in-kubernetes/v1.6/${page}`;
}

/** Of the second operator; the path begins at the root. */
export function v2Code(path: string, line?: number): string {
  const place = line === undefined ? '' : `#L${String(line)}`;
  return `https://github.com/pingcap/tidb-operator/blob/42684baa3d1c8cb9c4e37e70a96372b096b99a13/${path}${place}`;
}

export function v2Manual(page: string): string {
  return `https://docs.pingcap.com/tidb-in-kubernetes/stable/${page}`;
}
