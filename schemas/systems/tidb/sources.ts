/** Where facts about operator v1 were read. */

const tree = 'https://github.com/pingcap/tidb-operator/blob/v1.6.6/pkg';

/** The operator's own checks, whose outcome is the event `FailedValidation`. */
export function validation(line: number): string {
  return `${tree}/apis/pingcap/v1alpha1/validation/validation.go#L${String(line)}`;
}

export function code(path: string): string {
  return `${tree}/${path}`;
}

export function manual(page: string): string {
  return `https://docs.pingcap.com/tidb-in-kubernetes/v1.6/${page}`;
}
